/* A board without a board: the compiled sketch in simavr, an MPU6050 on its I2C bus, and what it sends.
 *
 * simulated_board ELF [--pty] [--who HEX] [--address HEX]
 *
 * What happens is read from standard input. Six numbers are what the sensor feels for 10 ms of the board's time:
 * acceleration in m/s^2, then rate in rad/s. A word is something that goes wrong or is mended at the moment it stands at:
 *
 *   unplug, plug       the sensor is taken off the bus; it is put back, and has lost its settings
 *   unplug_after N     it is taken off after N more bytes of its registers have been read
 *   bounce N           the Nth byte read from now on comes as ones
 *   hold N             SDA is held low until the board has clocked SCL N times
 *   sleep_after N      after N more bytes the sensor starts anew and sleeps, as after a dip in its voltage
 *   freeze             the sensor answers, and measures no more
 *   stall, flow        nothing on the bus comes to an end, as when SCL is held; it does again
 *
 * Without --pty the board's bytes go to standard output, as fast as it computes. With it a pseudo-terminal is made and
 * its name printed; the board starts when somebody opens it, as a board does that is reset by its port, and runs no
 * faster than the clock. Either way it ends with the script.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#define ELF_SYMBOLS 1
#include <avr_ioport.h>
#include <avr_twi.h>
#include <avr_uart.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <sim_avr.h>
#include <sim_elf.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { HZ = 16000000, REGISTERS = 128, SDA = 4, SCL = 5, STEP_MS = 10, TWI_VECTOR = 24 };
enum {
  SMPLRT_DIV = 0x19, CONFIG = 0x1A, GYRO_CONFIG = 0x1B, ACCEL_CONFIG = 0x1C, INT_ENABLE = 0x38, INT_STATUS = 0x3A,
  ACCEL_XOUT_H = 0x3B, GYRO_XOUT_H = 0x43, PWR_MGMT_1 = 0x6B, WHO_AM_I = 0x75
};

struct sensor {
  avr_irq_t *irq;
  uint8_t address, who, registers[REGISTERS];
  bool plugged, frozen, selected, pointing;
  uint8_t pointer;
  int unplug_in, sleep_in, bounce_in; /* bytes read until then; 0 is never */
  int since_ms;
  double feels[6];
};

struct board {
  avr_t *avr;
  struct sensor sensor;
  int clocks_to_free;
  uint8_t scl_was;
  char **script;
  size_t lines, line;
  int ms;
  int out;
};

static const char *IRQ_NAMES[2] = {[TWI_IRQ_INPUT] = "8>mpu6050.out", [TWI_IRQ_OUTPUT] = "32<mpu6050.in"};

static void fail(const char *what) {
  fprintf(stderr, "simulated_board: %s\n", what);
  exit(2);
}

/* --- the sensor --------------------------------------------------------------------------------------------------- */

static void restart_sensor(struct sensor *s) {
  memset(s->registers, 0, sizeof s->registers);
  s->registers[PWR_MGMT_1] = 0x40;
  s->registers[WHO_AM_I] = s->who;
  s->since_ms = 0;
}

static void put_word(struct sensor *s, int at, double value) {
  const double whole = round(value);
  const int16_t word = whole > 32767 ? 32767 : whole < -32768 ? -32768 : (int16_t)whole;
  s->registers[at] = (uint8_t)((uint16_t)word >> 8);
  s->registers[at + 1] = (uint8_t)word;
}

/* Every millisecond. The registers get new values as often as the sensor has been told, in the ranges it was told. */
static void measure(struct sensor *s) {
  const uint8_t *r = s->registers;
  if ((r[PWR_MGMT_1] & 0x40) || s->frozen || ++s->since_ms < 1 + r[SMPLRT_DIV]) {
    return;
  }
  s->since_ms = 0;
  const double per_g = 16384 >> ((r[ACCEL_CONFIG] >> 3) & 3);
  const double full_dps = 250 << ((r[GYRO_CONFIG] >> 3) & 3);
  for (int axis = 0; axis < 3; axis++) {
    put_word(s, ACCEL_XOUT_H + 2 * axis, s->feels[axis] / 9.80665 * per_g);
    put_word(s, GYRO_XOUT_H + 2 * axis, s->feels[3 + axis] * 180 / M_PI / full_dps * 32768);
  }
  put_word(s, ACCEL_XOUT_H + 6, (25 - 36.53) * 340);
  s->registers[INT_STATUS] |= r[INT_ENABLE] & 1;
}

static uint8_t read_byte(struct sensor *s) {
  if (!s->plugged) {
    return 0xFF;
  }
  const uint8_t at = s->pointer++ % REGISTERS;
  uint8_t value = s->registers[at];
  if (at == INT_STATUS) {
    s->registers[INT_STATUS] = 0;
  }
  if (s->bounce_in > 0 && --s->bounce_in == 0) {
    value = 0xFF;
  }
  if (s->sleep_in > 0 && --s->sleep_in == 0) {
    restart_sensor(s);
  }
  if (s->unplug_in > 0 && --s->unplug_in == 0) {
    s->plugged = false;
  }
  return value;
}

static void write_byte(struct sensor *s, uint8_t value) {
  if (s->pointing) {
    s->pointer = value;
    s->pointing = false;
    return;
  }
  const uint8_t at = s->pointer++ % REGISTERS;
  if (at == PWR_MGMT_1 && (value & 0x80)) {
    restart_sensor(s);
  } else if (at != WHO_AM_I) {
    s->registers[at] = value;
  }
}

static void on_bus(struct avr_irq_t *irq, uint32_t value, void *param) {
  (void)irq;
  struct board *b = param;
  struct sensor *s = &b->sensor;
  avr_irq_t *answer = s->irq + TWI_IRQ_INPUT;
  const avr_twi_msg_irq_t m = {.u.v = value};
  if (m.u.twi.msg & TWI_COND_STOP) {
    s->selected = false;
  }
  if (m.u.twi.msg & TWI_COND_START) {
    s->selected = s->plugged && b->clocks_to_free == 0 && (m.u.twi.addr >> 1) == s->address;
    s->pointing = !(m.u.twi.addr & 1);
    if (s->selected) {
      avr_raise_irq(answer, avr_twi_irq_msg(TWI_COND_ACK, m.u.twi.addr, 1));
    }
  }
  if (!s->selected) {
    return;
  }
  if (m.u.twi.msg & TWI_COND_WRITE) {
    if (s->plugged) {
      avr_raise_irq(answer, avr_twi_irq_msg(TWI_COND_ACK, m.u.twi.addr, 1));
      write_byte(s, m.u.twi.data);
    }
  }
  if (m.u.twi.msg & TWI_COND_READ) {
    avr_raise_irq(answer, avr_twi_irq_msg(TWI_COND_READ, m.u.twi.addr, read_byte(s)));
  }
}

/* --- its wires ---------------------------------------------------------------------------------------------------- */

static void pull_sda(struct board *b, bool low) {
  avr_ioport_external_t pull = {.name = 'C', .mask = low ? 1 << SDA : 0, .value = 0};
  avr_ioctl(b->avr, AVR_IOCTL_IOPORT_SET_EXTERNAL('C'), &pull);
}

static void on_direction(struct avr_irq_t *irq, uint32_t direction, void *param) {
  (void)irq;
  struct board *b = param;
  const uint8_t pulled = (direction >> SCL) & 1; /* an open drain: the pin is an output while it pulls low */
  if (b->scl_was && !pulled && b->clocks_to_free > 0 && --b->clocks_to_free == 0) {
    pull_sda(b, false);
  }
  b->scl_was = pulled;
}

/* Stalled, what the bus has done is never told to the sketch. */
static void let_flow(struct board *b, bool flow) {
  avr_int_table_t *table = &b->avr->interrupts;
  for (int i = 0; i < table->vector_count; i++) {
    if (table->vector[i]->vector == TWI_VECTOR) {
      table->vector[i]->enable.mask = flow;
    }
  }
}

static void on_sent(struct avr_irq_t *irq, uint32_t value, void *param) {
  (void)irq;
  const uint8_t byte = (uint8_t)value;
  while (write(((struct board *)param)->out, &byte, 1) < 0 && errno == EINTR) {
  }
  /* Where nobody reads, what does not fit is lost, as on a real line. */
}

/* The sketch's naps take no time here; in real time the main loop waits. */
static void on_sleep(avr_t *avr, avr_cycle_count_t cycles) {
  (void)avr;
  (void)cycles;
}

/* --- the script --------------------------------------------------------------------------------------------------- */

/* Do what a line says; false where it takes no time. */
static bool act(struct board *b, const char *line) {
  struct sensor *s = &b->sensor;
  double *f = s->feels;
  int n = 0;
  if (sscanf(line, "%lf %lf %lf %lf %lf %lf", f, f + 1, f + 2, f + 3, f + 4, f + 5) == 6) {
    return true;
  }
  if (!strcmp(line, "unplug")) {
    s->plugged = false;
  } else if (!strcmp(line, "plug")) {
    restart_sensor(s);
    s->plugged = true;
  } else if (sscanf(line, "unplug_after %d", &n) == 1) {
    s->unplug_in = n;
  } else if (sscanf(line, "bounce %d", &n) == 1) {
    s->bounce_in = n;
  } else if (sscanf(line, "hold %d", &n) == 1) {
    b->clocks_to_free = n;
    pull_sda(b, true);
  } else if (sscanf(line, "sleep_after %d", &n) == 1) {
    s->sleep_in = n;
  } else if (!strcmp(line, "stall") || !strcmp(line, "flow")) {
    let_flow(b, line[0] == 'f');
  } else if (!strcmp(line, "freeze")) {
    s->frozen = true;
  } else {
    fail(line);
  }
  return false;
}

static avr_cycle_count_t every_ms(struct avr_t *avr, avr_cycle_count_t when, void *param) {
  (void)avr;
  struct board *b = param;
  if (b->ms++ % STEP_MS == 0) {
    while (b->line < b->lines && !act(b, b->script[b->line++])) {
    }
  }
  measure(&b->sensor);
  return when + HZ / 1000;
}

static void read_script(struct board *b) {
  char *line = NULL;
  size_t room = 0, most = 0;
  ssize_t length;
  while ((length = getline(&line, &room, stdin)) > 0) {
    if (b->lines == most) {
      most = most ? 2 * most : 1024;
      b->script = realloc(b->script, most * sizeof *b->script);
    }
    line[strcspn(line, "\n")] = 0;
    if (!b->script || !(b->script[b->lines++] = strdup(line))) {
      fail("no memory");
    }
  }
  free(line);
}

/* --- the board ---------------------------------------------------------------------------------------------------- */

static void build(struct board *b, const char *elf) {
  static elf_firmware_t firmware;
  if (elf_read_firmware(elf, &firmware) != 0) {
    fail("the compiled sketch cannot be read");
  }
  b->avr = avr_make_mcu_by_name("atmega328p");
  if (!b->avr) {
    fail("simavr knows no ATmega328P");
  }
  avr_init(b->avr);
  b->avr->log = LOG_ERROR;
  b->avr->frequency = HZ;
  b->avr->sleep = on_sleep;
  avr_load_firmware(b->avr, &firmware);

  uint32_t flags = 0;
  avr_ioctl(b->avr, AVR_IOCTL_UART_GET_FLAGS('0'), &flags);
  flags &= ~(uint32_t)(AVR_UART_FLAG_STDIO | AVR_UART_FLAG_POLL_SLEEP);
  avr_ioctl(b->avr, AVR_IOCTL_UART_SET_FLAGS('0'), &flags);
  avr_irq_register_notify(avr_io_getirq(b->avr, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_OUTPUT), on_sent, b);

  const uint32_t bus = AVR_IOCTL_TWI_GETIRQ(0);
  struct sensor *s = &b->sensor;
  s->irq = avr_alloc_irq(&b->avr->irq_pool, 0, 2, IRQ_NAMES);
  avr_irq_register_notify(s->irq + TWI_IRQ_OUTPUT, on_bus, b);
  avr_connect_irq(s->irq + TWI_IRQ_INPUT, avr_io_getirq(b->avr, bus, TWI_IRQ_INPUT));
  avr_connect_irq(avr_io_getirq(b->avr, bus, TWI_IRQ_OUTPUT), s->irq + TWI_IRQ_OUTPUT);
  avr_irq_register_notify(avr_io_getirq(b->avr, AVR_IOCTL_IOPORT_GETIRQ('C'), IOPORT_IRQ_DIRECTION_ALL), on_direction,
                          b);
  avr_cycle_timer_register(b->avr, HZ / 1000, every_ms, b);
}

static int make_terminal(int said) {
  const int master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
  if (master < 0 || grantpt(master) || unlockpt(master)) {
    fail("no pseudo-terminal can be had");
  }
  const int slave = open(ptsname(master), O_RDWR | O_NOCTTY);
  struct termios settings;
  if (slave < 0 || tcgetattr(slave, &settings)) {
    fail("the pseudo-terminal cannot be opened");
  }
  cfmakeraw(&settings); /* a terminal echoes what comes, a board's line does not */
  tcsetattr(slave, TCSANOW, &settings);
  close(slave); /* from now on the other end tells whether somebody has it open */
  dprintf(said, "%s\n", ptsname(master));
  return master;
}

static bool is_open(int master) {
  struct pollfd end = {.fd = master, .events = 0};
  return poll(&end, 1, 0) >= 0 && !(end.revents & POLLHUP);
}

static void wait_us(long us) {
  const struct timespec pause = {.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000};
  nanosleep(&pause, NULL);
}

static double now_s(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int main(int count, char **words) {
  static struct board board;
  bool terminal = false;
  board.sensor.address = board.sensor.who = 0x68;
  board.sensor.plugged = true;
  if (count < 2) {
    fail("which compiled sketch?");
  }
  for (int i = 2; i < count; i++) {
    if (!strcmp(words[i], "--pty")) {
      terminal = true;
    } else if (!strcmp(words[i], "--who") && i + 1 < count) {
      board.sensor.who = (uint8_t)strtol(words[++i], NULL, 16);
    } else if (!strcmp(words[i], "--address") && i + 1 < count) {
      board.sensor.address = (uint8_t)strtol(words[++i], NULL, 16);
    } else {
      fail(words[i]);
    }
  }
  const int said = dup(STDOUT_FILENO);
  dup2(STDERR_FILENO, STDOUT_FILENO); /* simavr tells there what it loads */
  restart_sensor(&board.sensor);
  read_script(&board);
  build(&board, words[1]);
  board.out = terminal ? make_terminal(said) : said;
  while (terminal && !is_open(board.out)) {
    wait_us(1000);
  }
  const double begun_s = now_s();
  while (board.line < board.lines) {
    const avr_cycle_count_t until = board.avr->cycle + HZ / 1000;
    while (board.avr->cycle < until) {
      const int state = avr_run(board.avr);
      if (state == cpu_Done || state == cpu_Crashed) {
        fail("the sketch has crashed");
      }
    }
    if (terminal) {
      const double ahead_s = (double)board.avr->cycle / HZ - (now_s() - begun_s);
      if (ahead_s > 0) {
        wait_us((long)(1e6 * ahead_s));
      }
      if (!is_open(board.out)) {
        return 0;
      }
    }
  }
  return 0;
}
