// The frames in which the board tells what its sensor measured, or why it measures nothing. See ../README.md.
// SPDX-License-Identifier: Apache-2.0
#ifndef MOVEAGAIN_FRAME_H
#define MOVEAGAIN_FRAME_H

#include <stdint.h>

const uint8_t SAMPLE_BYTES = 28;
const uint8_t TROUBLE_BYTES = 9;

// Why there are no samples. Zero is never sent.
enum Trouble : uint8_t {
  NO_TROUBLE = 0,
  NO_SENSOR = 1,     // nothing answers on the I2C bus
  BUS_HELD = 2,      // SDA or SCL is held low, and clocking does not free it
  OTHER_SENSOR = 3,  // what answers is no MPU6050, nor one of those that are read like it
  NO_SAMPLES = 4,    // it answers, but gives no new samples that can be read twice alike
};

// What the sensor measured, as its registers say it.
struct Sample {
  uint16_t number;   // counts samples, those that could not be read among them; goes on from 65535 to 0
  uint32_t time_us;  // micros() when the sample was found ready
  int16_t acceleration[3];
  int16_t rate[3];
  int16_t temperature;
};

// Both write one frame to `out`, which has room for it, and return how many bytes it has.
uint8_t write_sample(uint8_t *out, uint8_t board, const Sample &sample, uint8_t ranges);
uint8_t write_trouble(uint8_t *out, uint8_t board, Trouble trouble, uint8_t who);

#endif
