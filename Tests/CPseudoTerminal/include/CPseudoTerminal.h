// Programs in pseudo terminals, for tests and measurements.
#ifndef CPSEUDOTERMINAL_H
#define CPSEUDOTERMINAL_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct taskviz_pty {
  int master;    // what a terminal emulator would hold; non-blocking
  int slave;     // kept open so that modes can be read, and nothing is lost, after the program has ended
  pid_t process; // leader of a session of its own; its terminal is the slave
};

// Starts a program with an empty signal mask and default signal actions, whatever this thread's are.
bool taskviz_pty_spawn(
    struct taskviz_pty *pty, const char *path, char *const arguments[], char *const environment[], const char *folder,
    int columns, int rows);
// Bytes read, 0 when there are none within the time, -1 when there will be no more.
ssize_t taskviz_pty_read(const struct taskviz_pty *pty, uint8_t *buffer, size_t count, int milliseconds);
bool taskviz_pty_write(const struct taskviz_pty *pty, const uint8_t *bytes, size_t count);
bool taskviz_pty_resize(const struct taskviz_pty *pty, int columns, int rows);
// The input, output, control and local flags of the terminal.
bool taskviz_pty_modes(const struct taskviz_pty *pty, uint32_t modes[4]);
// Whether the program has ended; then its exit status, or 128 and the signal that ended it.
bool taskviz_pty_has_ended(const struct taskviz_pty *pty, int *status);
bool taskviz_pty_signal(const struct taskviz_pty *pty, int signal);
// Hangs up as a closing window does.
void taskviz_pty_hang_up(struct taskviz_pty *pty);
// Hangs up and kills what still runs.
void taskviz_pty_close(struct taskviz_pty *pty, bool is_running);

#endif
