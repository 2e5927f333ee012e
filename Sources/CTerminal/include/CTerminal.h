// The part of ncurses and of the system that Swift cannot call by itself. This header includes no curses header: its
// macros (`lines`, `stdscr`, ...) would reach Swift.
#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The screen. One at a time; all calls from one thread.

enum taskviz_open_result {
  TASKVIZ_OPEN_OK,
  TASKVIZ_OPEN_INPUT_IS_NO_TERMINAL,
  TASKVIZ_OPEN_OUTPUT_IS_NO_TERMINAL,
  TASKVIZ_OPEN_UNKNOWN_TYPE,
  TASKVIZ_OPEN_TOO_SIMPLE,
  TASKVIZ_OPEN_FAILED,
};

struct taskviz_screen {
  int colors;     // 0: none
  int pairs;      // colour pairs that can be defined, pair 0 not counted
  bool is_utf8;   // whether characters beyond ASCII can be shown
};

struct taskviz_cell {
  uint32_t scalars[3];  // a base and its marks, ended by 0 unless full; the base is 0 in the right half of a wide one
  uint8_t width;        // of the base, as the grid counts it
  uint8_t attributes;   // 1 bold, 2 dim, 4 italic, 8 underline, 16 reverse
  int16_t pair;
};

// Takes over the terminal behind two descriptors, which stay the caller's.
int taskviz_screen_open(int input, int output, bool wants_color, bool wants_mouse, struct taskviz_screen *screen);
// Gives it back as it was; does nothing where none is open.
void taskviz_screen_close(void);
// Defines a pair; -1 is the terminal's own colour. False if it could not.
bool taskviz_screen_define_pair(int pair, int foreground, int background);
// Replaces a row; cells beyond the screen are left out.
void taskviz_screen_put_row(int row, const struct taskviz_cell *cells, int count);
// Sends what changed, or everything if the terminal may show something else.
void taskviz_screen_refresh(bool everything);
// Sends a sequence that draws nothing, between two drawings.
void taskviz_screen_send(const char *sequence);
// Reads the terminal's size, or what else says how large it is; false where none is open.
bool taskviz_screen_size(int *columns, int *rows);
void taskviz_screen_resize(int columns, int rows);
// Gives the terminal back, stops the process as Ctrl-Z does, and takes the terminal again when it continues.
void taskviz_screen_suspend(void);
// Takes the terminal again after something else may have used it.
void taskviz_screen_resume(void);

// Signals. They arrive as bytes, each the number of a signal, in a pipe.

// Catches the signals that concern a terminal; the descriptor to read them from, or -1.
int taskviz_signals_catch(void);
// The next signal that arrived, or 0.
int taskviz_signals_next(void);
void taskviz_signals_release(void);
// Ends the process by a signal, so that whoever waits for it sees which.
void taskviz_signals_end_process(int signal);

// For the signals' handlers: what gives the terminal back without ncurses. Safe in a signal handler; works once.
void taskviz_restore_terminal(void);

#endif
