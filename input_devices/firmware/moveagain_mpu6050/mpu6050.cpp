// The sensor's registers, and an I2C bus that never hangs. Source: InvenSense, MPU-6000/6050 Register Map, rev. 4.2.
// SPDX-License-Identifier: Apache-2.0
#include "mpu6050.h"

#include <Arduino.h>
#include <Wire.h>
#include <string.h>

namespace {

const uint8_t ADDRESSES[] = {0x68, 0x69};  // AD0 left open or low, and high

const uint8_t SMPLRT_DIV = 0x19;
const uint8_t CONFIG = 0x1A;
const uint8_t GYRO_CONFIG = 0x1B;
const uint8_t ACCEL_CONFIG = 0x1C;
const uint8_t ACCEL_CONFIG_2 = 0x1D;  // of the MPU6500 and later
const uint8_t INT_ENABLE = 0x38;
const uint8_t INT_STATUS = 0x3A;
const uint8_t ACCEL_XOUT_H = 0x3B;
const uint8_t PWR_MGMT_1 = 0x6B;
const uint8_t WHO_AM_I = 0x75;

const uint8_t DATA_READY = 0x01;
const uint8_t NOBODY = 0xFF;  // what is read where nothing pulls the bus low
const uint8_t RESET = 0x80;
const uint8_t CLOCK_FROM_GYROSCOPE = 0x01;  // within 1 %, as against 5 % of the inner oscillator
const uint8_t EVERY_TENTH = 9;              // of 1000 a second
const uint8_t BELOW_44_HZ = 3;              // less than half of 100 Hz, faster than any limb; 5 ms late

// The MPU6050 itself; MPU6500, 9250, 9255 and ICM-20689, which are sold as one; and chips without a name that are.
const uint8_t KNOWN[] = {0x68, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x78, 0x98};

// What it is set to, from SMPLRT_DIV on.
const uint8_t SETTINGS[] = {EVERY_TENTH, BELOW_44_HZ, RATE_RANGE << 3, ACCELERATION_RANGE << 3};

const uint8_t DATA_BYTES = 14;
const uint32_t I2C_HZ = 100000;         // slow, for a cable of a metre to a worn sensor
const uint32_t I2C_TIMEOUT_US = 5000;   // the longest reading takes 1.6 ms
const uint32_t PERIOD_US = 10000;
const uint32_t UNREADY_US = 8000;       // so soon after a sample the next one is not asked for
const uint32_t SILENT_US = 60000;       // six samples

// Let go of the bus, and clock out a byte that the sensor was in when the board started anew or a wire came loose:
// it would hold SDA low for ever. True where both wires are high afterwards.
bool free_bus() {
  Wire.end();
  pinMode(SDA, INPUT_PULLUP);
  pinMode(SCL, INPUT_PULLUP);
  delayMicroseconds(10);
  for (uint8_t pulse = 0; pulse < 9 && digitalRead(SDA) == LOW; ++pulse) {
    digitalWrite(SCL, LOW);  // before it is an output: the bus is only ever pulled low, never driven high
    pinMode(SCL, OUTPUT);
    delayMicroseconds(5);
    pinMode(SCL, INPUT_PULLUP);
    delayMicroseconds(5);
  }
  return digitalRead(SDA) == HIGH && digitalRead(SCL) == HIGH;
}

void begin_bus() {
  Wire.begin();
  Wire.setClock(I2C_HZ);
  Wire.setWireTimeout(I2C_TIMEOUT_US, true);
}

bool is_known(uint8_t who) { return memchr(KNOWN, who, sizeof KNOWN) != nullptr; }

int16_t word_at(const uint8_t *bytes) { return (int16_t)((uint16_t)bytes[0] << 8 | bytes[1]); }

}  // namespace

Trouble Mpu6050::start() {
  who_ = 0;
  if (!free_bus()) {
    return BUS_HELD;
  }
  begin_bus();
  if (!find()) {
    return who_ != 0 ? OTHER_SENSOR : NO_SENSOR;
  }
  if (!set_up()) {
    return NO_SAMPLES;
  }
  fresh_us_ = micros();
  return NO_TROUBLE;
}

bool Mpu6050::find() {
  for (uint8_t address : ADDRESSES) {
    uint8_t who = 0;
    address_ = address;
    if (get(WHO_AM_I, &who, 1)) {
      who_ = who;
      if (is_known(who)) {
        return true;
      }
    }
  }
  return false;
}

bool Mpu6050::set_up() const {
  if (!set(PWR_MGMT_1, RESET)) {
    return false;
  }
  delay(100);
  if (!set(PWR_MGMT_1, CLOCK_FROM_GYROSCOPE)) {
    return false;
  }
  delay(50);
  for (uint8_t i = 0; i < sizeof SETTINGS; ++i) {
    if (!set((uint8_t)(SMPLRT_DIV + i), SETTINGS[i])) {
      return false;
    }
  }
  // Later sensors have a second filter for accelerations; in an MPU6050 this register is not in use.
  if (who_ != KNOWN[0] && !set(ACCEL_CONFIG_2, BELOW_44_HZ)) {
    return false;
  }
  return is_set_up() && set(INT_ENABLE, DATA_READY);
}

bool Mpu6050::is_set_up() const {
  uint8_t found[sizeof SETTINGS];
  return get(SMPLRT_DIV, found, sizeof found) && memcmp(found, SETTINGS, sizeof SETTINGS) == 0;
}

bool Mpu6050::read(Sample &sample) {
  const uint32_t now_us = micros();
  if (now_us - fresh_us_ < UNREADY_US) {
    return false;
  }
  uint8_t status = 0;
  if (!get(INT_STATUS, &status, 1) || (status & DATA_READY) == 0 || status == NOBODY) {
    return false;
  }
  number_ += (uint16_t)((now_us - ready_us_ + PERIOD_US / 2) / PERIOD_US);
  ready_us_ = now_us;
  // I2C has no checksum, and what a loose wire lets through reads as ones: the same must come twice. A sensor that has
  // started anew just now reads as nought: it must still have its settings, which each frame's ranges rely on. The
  // registers stand still for 10 ms; all of this takes 4.
  uint8_t once[DATA_BYTES], again[DATA_BYTES];
  if (!get(ACCEL_XOUT_H, once, DATA_BYTES) || !get(ACCEL_XOUT_H, again, DATA_BYTES) ||
      memcmp(once, again, DATA_BYTES) != 0 || !is_set_up()) {
    return false;
  }
  fresh_us_ = now_us;
  sample.number = number_;
  sample.time_us = now_us;
  for (uint8_t axis = 0; axis < 3; ++axis) {
    sample.acceleration[axis] = word_at(once + 2 * axis);
    sample.rate[axis] = word_at(once + 8 + 2 * axis);
  }
  sample.temperature = word_at(once + 6);
  return true;
}

bool Mpu6050::may_be_left() const { return micros() - fresh_us_ < UNREADY_US - 1100; }

bool Mpu6050::is_silent() const { return micros() - fresh_us_ > SILENT_US; }

bool Mpu6050::get(uint8_t first, uint8_t *values, uint8_t count) const {
  Wire.beginTransmission(address_);
  Wire.write(first);
  if (Wire.endTransmission(false) != 0 || Wire.requestFrom(address_, count) != count) {
    return false;
  }
  for (uint8_t i = 0; i < count; ++i) {
    values[i] = (uint8_t)Wire.read();
  }
  return true;
}

bool Mpu6050::set(uint8_t which, uint8_t value) const {
  Wire.beginTransmission(address_);
  Wire.write(which);
  Wire.write(value);
  return Wire.endTransmission() == 0;
}
