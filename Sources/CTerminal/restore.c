#include "internal.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "CTerminal.h"

static volatile sig_atomic_t is_armed;
static int terminal = -1;
static struct termios terminal_modes;
static char restoring[512];
static size_t restoring_count;

void taskviz_restore_arm(int descriptor, const struct termios *modes, const char *bytes, size_t count) {
  static bool is_registered;
  if (!is_registered) {
    is_registered = true;
    // A library that calls exit() must not leave the screen taken.
    atexit(taskviz_restore_terminal);
  }
  terminal = descriptor;
  terminal_modes = *modes;
  restoring_count = count < sizeof restoring ? count : sizeof restoring;
  memcpy(restoring, bytes, restoring_count);
  is_armed = 1;
}

void taskviz_restore_disarm(void) { is_armed = 0; }

void taskviz_restore_terminal(void) {
  if (!is_armed) return;
  is_armed = 0;
  int error = errno;
  // In the background, setting modes would stop the process before it could end.
  sigset_t terminal_output, before;
  sigemptyset(&terminal_output);
  sigaddset(&terminal_output, SIGTTOU);
  sigprocmask(SIG_BLOCK, &terminal_output, &before);
  size_t done = 0;
  while (done < restoring_count) {
    ssize_t count = write(terminal, restoring + done, restoring_count - done);
    if (count > 0) {
      done += (size_t)count;
    } else if (errno != EINTR) {
      break;
    }
  }
  tcsetattr(terminal, TCSANOW, &terminal_modes);
  sigprocmask(SIG_SETMASK, &before, NULL);
  errno = error;
}
