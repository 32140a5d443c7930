// An MPU6050, or one of the sensors that are read like it, on the board's I2C bus.
// SPDX-License-Identifier: Apache-2.0
#ifndef MOVEAGAIN_MPU6050_H
#define MOVEAGAIN_MPU6050_H

#include "frame.h"

// Rates to ±2000 °/s and accelerations to ±8 g. A rate that is cut off turns every later angle, and a knock on the
// sensor is faster than an arm; a step of 0.061 °/s is about the sensor's own noise, and far below its offset.
const uint8_t RATE_RANGE = 3;
const uint8_t ACCELERATION_RANGE = 2;
const uint8_t RANGES = RATE_RANGE | (ACCELERATION_RANGE << 2);

class Mpu6050 {
 public:
  // Look for the sensor and set it up; takes 1 ms without one, 0.2 s with one. What is wrong, or NO_TROUBLE.
  Trouble start();

  // Ask whether a sample is ready, and read it. False where there is none yet, or it could not be read.
  bool read(Sample &sample);

  // For another millisecond there is nothing to ask it.
  bool may_be_left() const;

  // Nothing new has come for so long that the sensor was unplugged, fell asleep or hangs.
  bool is_silent() const;

  // What the sensor called itself when it was last asked, 0 where none answered.
  uint8_t who() const { return who_; }

 private:
  bool get(uint8_t first, uint8_t *values, uint8_t count) const;
  bool set(uint8_t which, uint8_t value) const;
  bool find();
  bool set_up() const;
  bool is_set_up() const;

  uint8_t address_ = 0;
  uint8_t who_ = 0;
  uint16_t number_ = 0;
  uint32_t ready_us_ = 0;  // when a sample was last ready,
  uint32_t fresh_us_ = 0;  // and when one was last read, or the sensor started
};

#endif
