// Moveagain: an MPU6050 on an Arduino Uno, Nano or Pro Mini as a worn motion sensor, 100 samples a second.
// Wiring, parts and the frames it sends: README.md in the folder above. It sends as soon as it has power, and does
// nothing with what is sent to it.
//
// Copyright 2026 the Moveagain authors. SPDX-License-Identifier: Apache-2.0

#include <avr/sleep.h>

#include "frame.h"
#include "mpu6050.h"

// Give each board another number, from 1 to 255, where you wear several that look alike to the computer. With 0 it
// has none. The number is sent along: `?sensor=2` in an address then means the board with number 2 and no other.
#ifndef BOARD_NUMBER
#define BOARD_NUMBER 0
#endif

// An 8 MHz board (Pro Mini 3.3 V) misses 115200 baud by 3.5 %, which is too much; 57600 by 2.1 %, as the others do.
#if F_CPU < 12000000L
const uint32_t BAUD = 57600;
#else
const uint32_t BAUD = 115200;
#endif

const uint32_t RETRY_MS = 100;  // so often it looks for a sensor that is away, and says what is wrong

static Mpu6050 sensor;
static bool started = false;
static bool has_measured = false;  // since it was started
static uint32_t tried_ms = 0;

static void send_trouble(Trouble trouble) {
  uint8_t frame[TROUBLE_BYTES];
  Serial.write(frame, write_trouble(frame, BOARD_NUMBER, trouble, sensor.who()));
}

static void send_sample(const Sample &sample) {
  uint8_t frame[SAMPLE_BYTES];
  Serial.write(frame, write_sample(frame, BOARD_NUMBER, sample, RANGES));
}

static void start_sensor() {
  tried_ms = millis();
  const Trouble trouble = sensor.start();
  started = trouble == NO_TROUBLE;
  has_measured = false;
  if (!started) {
    digitalWrite(LED_BUILTIN, LOW);
    send_trouble(trouble);
  }
}

// Sleep until the next interrupt, at most a millisecond: there is nothing to do until then.
static void doze() {
  set_sleep_mode(SLEEP_MODE_IDLE);
  sleep_mode();
}

void setup() {
  pinMode(LED_BUILTIN, OUTPUT);
  Serial.begin(BAUD);
  start_sensor();
}

void loop() {
  if (!started) {
    if (millis() - tried_ms >= RETRY_MS) {
      start_sensor();
    } else {
      doze();
    }
    return;
  }
  Sample sample;
  if (sensor.read(sample)) {
    has_measured = true;
    digitalWrite(LED_BUILTIN, HIGH);  // the light is on while samples are sent
    send_sample(sample);
  } else if (sensor.is_silent()) {
    if (!has_measured) {
      send_trouble(NO_SAMPLES);
    }
    start_sensor();
  } else if (sensor.may_be_left()) {
    doze();
  }
}
