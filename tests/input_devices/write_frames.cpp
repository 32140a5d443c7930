// The sketch's own frames, written on this computer: a line in, a frame in hexadecimal out.
//
//   sample BOARD NUMBER TIME_US  AX AY AZ  GX GY GZ  TEMPERATURE  RANGES
//   trouble BOARD CODE WHO
//
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <cstring>

#include "frame.h"

int main() {
  char kind[8];
  while (scanf("%7s", kind) == 1) {
    uint8_t frame[SAMPLE_BYTES];
    unsigned board = 0, length = 0;
    if (strcmp(kind, "sample") == 0) {
      Sample s = {};
      unsigned number = 0, time_us = 0, ranges = 0;
      int word[7] = {};
      if (scanf("%u %u %u %d %d %d %d %d %d %d %u", &board, &number, &time_us, word, word + 1, word + 2, word + 3,
                word + 4, word + 5, word + 6, &ranges) != 11) {
        return 1;
      }
      s.number = (uint16_t)number;
      s.time_us = time_us;
      for (int axis = 0; axis < 3; ++axis) {
        s.acceleration[axis] = (int16_t)word[axis];
        s.rate[axis] = (int16_t)word[3 + axis];
      }
      s.temperature = (int16_t)word[6];
      length = write_sample(frame, (uint8_t)board, s, (uint8_t)ranges);
    } else {
      unsigned code = 0, who = 0;
      if (scanf("%u %u %u", &board, &code, &who) != 3) {
        return 1;
      }
      length = write_trouble(frame, (uint8_t)board, (Trouble)code, (uint8_t)who);
    }
    for (unsigned i = 0; i < length; ++i) {
      printf("%02x", frame[i]);
    }
    printf("\n");
  }
  return 0;
}
