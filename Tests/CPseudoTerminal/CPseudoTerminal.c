#include "CPseudoTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#ifdef __APPLE__
#include <util.h>
#else
#include <pty.h>
#endif

static void become(
    const struct taskviz_pty *pty, const char *path, char *const arguments[], char *const environment[],
    const char *folder) {
  setsid();
  ioctl(pty->slave, TIOCSCTTY, 0);
  for (int descriptor = 0; descriptor < 3; descriptor++) dup2(pty->slave, descriptor);
  if (pty->slave > 2) close(pty->slave);
  close(pty->master);
  // Test runners block signals in their threads, and a child inherits that.
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  if (folder && chdir(folder) != 0) _exit(126);
  execve(path, arguments, environment);
  _exit(127);
}

bool taskviz_pty_spawn(
    struct taskviz_pty *pty, const char *path, char *const arguments[], char *const environment[], const char *folder,
    int columns, int rows) {
  struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
  if (openpty(&pty->master, &pty->slave, NULL, NULL, &size) != 0) return false;
  fcntl(pty->master, F_SETFD, FD_CLOEXEC);
  fcntl(pty->slave, F_SETFD, FD_CLOEXEC);
  pty->process = fork();
  if (pty->process == 0) become(pty, path, arguments, environment, folder);
  if (pty->process < 0) {
    close(pty->master);
    close(pty->slave);
    return false;
  }
  fcntl(pty->master, F_SETFL, fcntl(pty->master, F_GETFL) | O_NONBLOCK);
  return true;
}

ssize_t taskviz_pty_read(const struct taskviz_pty *pty, uint8_t *buffer, size_t count, int milliseconds) {
  struct pollfd request = {.fd = pty->master, .events = POLLIN};
  if (poll(&request, 1, milliseconds) <= 0) return 0;
  ssize_t got = read(pty->master, buffer, count);
  if (got > 0) return got;
  return got < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
}

bool taskviz_pty_write(const struct taskviz_pty *pty, const uint8_t *bytes, size_t count) {
  while (count > 0) {
    ssize_t done = write(pty->master, bytes, count);
    if (done > 0) {
      bytes += done;
      count -= (size_t)done;
      continue;
    }
    if (errno != EAGAIN && errno != EINTR) return false;
    struct pollfd request = {.fd = pty->master, .events = POLLOUT};
    if (poll(&request, 1, 5000) <= 0) return false;
  }
  return true;
}

bool taskviz_pty_resize(const struct taskviz_pty *pty, int columns, int rows) {
  struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
  return ioctl(pty->master, TIOCSWINSZ, &size) == 0;
}

bool taskviz_pty_modes(const struct taskviz_pty *pty, uint32_t modes[4]) {
  struct termios current;
  if (tcgetattr(pty->slave, &current) != 0) return false;
  modes[0] = (uint32_t)current.c_iflag;
  modes[1] = (uint32_t)current.c_oflag;
  modes[2] = (uint32_t)current.c_cflag;
  modes[3] = (uint32_t)current.c_lflag;
  return true;
}

bool taskviz_pty_has_ended(const struct taskviz_pty *pty, int *status) {
  int raw;
  if (waitpid(pty->process, &raw, WNOHANG) != pty->process) return false;
  *status = WIFSIGNALED(raw) ? 128 + WTERMSIG(raw) : WEXITSTATUS(raw);
  return true;
}

bool taskviz_pty_signal(const struct taskviz_pty *pty, int signal) { return kill(pty->process, signal) == 0; }

void taskviz_pty_hang_up(struct taskviz_pty *pty) {
  if (pty->slave >= 0) close(pty->slave);
  if (pty->master >= 0) close(pty->master);
  pty->master = pty->slave = -1;
}

void taskviz_pty_close(struct taskviz_pty *pty, bool is_running) {
  taskviz_pty_hang_up(pty);
  if (!is_running) return;
  kill(pty->process, SIGKILL);
  waitpid(pty->process, NULL, 0);
}
