// The frames as bytes: little-endian, with a CRC-16 and an end byte. No Arduino in here: it is tested on any computer.
// SPDX-License-Identifier: Apache-2.0
#include "frame.h"

namespace {

const uint8_t SYNC[2] = {0xC7, 0x4D};
const uint8_t SAMPLE = 0x11;
const uint8_t TROUBLE = 0x12;
const uint8_t END = 0x2E;

uint8_t *put16(uint8_t *at, uint16_t value) {
  *at++ = (uint8_t)(value & 0xFF);
  *at++ = (uint8_t)(value >> 8);
  return at;
}

// CRC-16/CCITT-FALSE: polynomial 0x1021, begins with 0xFFFF. A bit at a time: 23 bytes take 0.2 ms of each 10 ms.
uint16_t crc16(const uint8_t *from, const uint8_t *to) {
  uint16_t crc = 0xFFFF;
  for (; from != to; ++from) {
    crc ^= (uint16_t)((uint16_t)*from << 8);
    for (uint8_t bit = 0; bit < 8; ++bit) {
      const bool carry = (crc & 0x8000) != 0;
      crc = (uint16_t)(crc << 1);
      if (carry) {
        crc ^= 0x1021;
      }
    }
  }
  return crc;
}

uint8_t *begin(uint8_t *at, uint8_t kind, uint8_t board) {
  *at++ = SYNC[0];
  *at++ = SYNC[1];
  *at++ = kind;
  *at++ = board;
  return at;
}

uint8_t finish(const uint8_t *out, uint8_t *at) {
  at = put16(at, crc16(out + sizeof SYNC, at));
  *at++ = END;
  return (uint8_t)(at - out);
}

}  // namespace

uint8_t write_sample(uint8_t *out, uint8_t board, const Sample &sample, uint8_t ranges) {
  uint8_t *at = begin(out, SAMPLE, board);
  at = put16(at, sample.number);
  at = put16(at, (uint16_t)(sample.time_us & 0xFFFF));
  at = put16(at, (uint16_t)(sample.time_us >> 16));
  for (uint8_t axis = 0; axis < 3; ++axis) {
    at = put16(at, (uint16_t)sample.acceleration[axis]);
  }
  for (uint8_t axis = 0; axis < 3; ++axis) {
    at = put16(at, (uint16_t)sample.rate[axis]);
  }
  at = put16(at, (uint16_t)sample.temperature);
  *at++ = ranges;
  return finish(out, at);
}

uint8_t write_trouble(uint8_t *out, uint8_t board, Trouble trouble, uint8_t who) {
  uint8_t *at = begin(out, TROUBLE, board);
  *at++ = trouble;
  *at++ = who;
  return finish(out, at);
}
