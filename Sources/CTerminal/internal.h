#ifndef CTERMINAL_INTERNAL_H
#define CTERMINAL_INTERNAL_H

#include <stddef.h>
#include <termios.h>

// Says what taskviz_restore_terminal writes and sets. `bytes` is copied.
void taskviz_restore_arm(int descriptor, const struct termios *modes, const char *bytes, size_t count);
void taskviz_restore_disarm(void);

#endif
