#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "CTerminal.h"
#include "internal.h"

// Declared by <term.h>, which also defines macros named `lines` and `columns`.
extern int setupterm(const char *term, int descriptor, int *error);
extern char *tigetstr(const char *name);
extern int tputs(const char *text, int lines, int (*put)(int));

static SCREEN *screen;
static FILE *input_file;
static FILE *output_file;
static int output_descriptor = -1;
static bool reports_mouse;
static bool is_utf8;
static struct termios modes_before;

// Button presses, releases and drags in cells beyond 223; pasted text between marks.
static const char mouse_on[] = "\033[?1002h\033[?1006h";
static const char mouse_off[] = "\033[?1002l\033[?1006l";
static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

static void send(const char *text) {
  size_t count = strlen(text);
  while (count > 0) {
    ssize_t done = write(output_descriptor, text, count);
    if (done <= 0) return;
    text += done;
    count -= (size_t)done;
  }
}

static char collected[512];
static size_t collected_count;

static int collect(int character) {
  if (collected_count < sizeof collected) collected[collected_count++] = (char)character;
  return character;
}

static void collect_text(const char *text) {
  while (*text) collect(*text++);
}

static void collect_capability(const char *name) {
  const char *text = tigetstr(name);
  if (text && text != (char *)-1) tputs(text, 1, collect);
}

static void arm_restore(void) {
  collected_count = 0;
  if (reports_mouse) collect_text(mouse_off);
  collect_text(paste_off);
  collect_capability("sgr0");
  collect_capability("op");
  collect_capability("cnorm");
  collect_capability("rmcup");
  taskviz_restore_arm(output_descriptor, &modes_before, collected, collected_count);
}

static void take_extras(void) {
  if (reports_mouse) send(mouse_on);
  send(paste_on);
}

static void give_extras_back(void) {
  if (reports_mouse) send(mouse_off);
  send(paste_off);
}

// Containers often name no locale at all; their terminals show UTF-8 all the same.
static void choose_locale(void) {
  const char *names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  bool is_named = false;
  for (int i = 0; i < 3; i++) {
    const char *value = getenv(names[i]);
    is_named |= value && *value;
  }
  if (is_named ? !setlocale(LC_CTYPE, "") : !setlocale(LC_CTYPE, "C.UTF-8")) setlocale(LC_CTYPE, "C");
  is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

// Ctrl-C and Ctrl-Z stay signals, for the whole pipeline; every other key comes as it is typed.
static void set_modes(void) {
  cbreak();
  noecho();
  nonl();
  struct termios modes;
  if (tcgetattr(output_descriptor, &modes) != 0) return;
  modes.c_iflag &= (tcflag_t) ~(IXON | ICRNL | INLCR | ISTRIP);
  modes.c_lflag &= (tcflag_t)~IEXTEN;
  tcsetattr(output_descriptor, TCSADRAIN, &modes);
  def_prog_mode();
}

static FILE *duplicate(int descriptor, const char *mode) {
  int copy = dup(descriptor);
  if (copy < 0) return NULL;
  FILE *file = fdopen(copy, mode);
  if (!file) close(copy);
  return file;
}

static void forget_files(void) {
  if (input_file) fclose(input_file);
  if (output_file) fclose(output_file);
  input_file = output_file = NULL;
  output_descriptor = -1;
}

int taskviz_screen_open(int input, int output, bool wants_color, bool wants_mouse, struct taskviz_screen *facts) {
  if (screen) return TASKVIZ_OPEN_FAILED;
  if (!isatty(input)) return TASKVIZ_OPEN_INPUT_IS_NO_TERMINAL;
  if (!isatty(output)) return TASKVIZ_OPEN_OUTPUT_IS_NO_TERMINAL;
  // initscr() would end the process over these two; asked beforehand, they are answers.
  int error = 0;
  if (setupterm(NULL, output, &error) != OK) {
    return error == 1 ? TASKVIZ_OPEN_TOO_SIMPLE : TASKVIZ_OPEN_UNKNOWN_TYPE;
  }
  const char *move = tigetstr("cup");
  if (!move || move == (char *)-1) return TASKVIZ_OPEN_TOO_SIMPLE;
  if (tcgetattr(output, &modes_before) != 0) return TASKVIZ_OPEN_FAILED;

  choose_locale();
  output_file = duplicate(output, "w");
  input_file = duplicate(input, "r");
  if (!output_file || !input_file) {
    forget_files();
    return TASKVIZ_OPEN_FAILED;
  }
  output_descriptor = fileno(output_file);
  reports_mouse = wants_mouse;
  arm_restore();
  screen = newterm(NULL, output_file, input_file);
  if (!screen) {
    taskviz_restore_terminal();
    forget_files();
    return TASKVIZ_OPEN_FAILED;
  }
  set_modes();
  // Keys are read and understood elsewhere.
  typeahead(-1);
  curs_set(0);
  leaveok(stdscr, TRUE);
  facts->colors = facts->pairs = 0;
  if (wants_color && start_color() == OK && has_colors()) {
    use_default_colors();
    facts->colors = COLORS;
    facts->pairs = COLOR_PAIRS < 32767 ? COLOR_PAIRS - 1 : 32766;
  }
  facts->is_utf8 = is_utf8;
  take_extras();
  return TASKVIZ_OPEN_OK;
}

void taskviz_screen_close(void) {
  if (!screen) return;
  give_extras_back();
  endwin();
  // After what ncurses knows, what it does not: its own idea of the modes may be another program's.
  tcsetattr(output_descriptor, TCSADRAIN, &modes_before);
  taskviz_restore_disarm();
  delscreen(screen);
  screen = NULL;
  forget_files();
}

bool taskviz_screen_define_pair(int pair, int foreground, int background) {
#if defined(NCURSES_EXT_COLORS) && NCURSES_EXT_COLORS
  return init_extended_pair(pair, foreground, background) == OK;
#else
  return init_pair((short)pair, (short)foreground, (short)background) == OK;
#endif
}

static attr_t attributes_of(uint8_t bits) {
  attr_t attributes = A_NORMAL;
  if (bits & 1) attributes |= A_BOLD;
  if (bits & 2) attributes |= A_DIM;
#ifdef A_ITALIC
  if (bits & 4) attributes |= A_ITALIC;
#endif
  if (bits & 8) attributes |= A_UNDERLINE;
  if (bits & 16) attributes |= A_REVERSE;
  return attributes;
}

// Whether a base takes as many cells here as the grid gave it, and is nothing that acts.
static bool fits(const struct taskviz_cell *cell) {
  uint32_t base = cell->scalars[0];
  if (base < 0x20 || (base >= 0x7F && base < 0xA0)) return false;
  return base < 0x7F || (is_utf8 && wcwidth((wchar_t)base) == cell->width);
}

static void set_cell(cchar_t *target, const struct taskviz_cell *cell, bool is_shown) {
  wchar_t text[4] = {L'?', 0, 0, 0};
  if (is_shown) {
    text[0] = (wchar_t)cell->scalars[0];
    // A mark that this system counts as a letter would shift the row.
    for (int i = 1, end = 1; i < 3 && cell->scalars[i]; i++) {
      if (wcwidth((wchar_t)cell->scalars[i]) == 0) text[end++] = (wchar_t)cell->scalars[i];
    }
  }
  setcchar(target, text, attributes_of(cell->attributes), cell->pair, NULL);
}

void taskviz_screen_put_row(int row, const struct taskviz_cell *cells, int count) {
  if (!screen || row < 0 || row >= LINES) return;
  if (count > COLS) count = COLS;
  cchar_t *line = calloc((size_t)count + 1, sizeof *line);
  if (!line) return;
  int used = 0;
  for (int i = 0; i < count; i++) {
    if (cells[i].scalars[0] == 0) continue;
    bool is_shown = fits(&cells[i]) && i + cells[i].width <= count;
    set_cell(&line[used++], &cells[i], is_shown);
    if (!is_shown && cells[i].width == 2 && i + 1 < count) set_cell(&line[used++], &cells[i], false);
  }
  mvadd_wchnstr(row, 0, line, used);
  free(line);
}

void taskviz_screen_refresh(bool everything) {
  if (!screen) return;
  if (everything) clearok(curscr, TRUE);
  wnoutrefresh(stdscr);
  doupdate();
}

void taskviz_screen_send(const char *sequence) {
  if (!screen) return;
  fflush(output_file);
  send(sequence);
}

bool taskviz_screen_size(int *columns, int *rows) {
  struct winsize size;
  if (!screen) return false;
  bool says = ioctl(output_descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
  // A serial line says nothing: then ncurses knows what $COLUMNS and $LINES, or the terminal's description, say.
  *columns = says ? size.ws_col : COLS;
  *rows = says ? size.ws_row : LINES;
  return true;
}

void taskviz_screen_resize(int columns, int rows) {
  if (screen) resizeterm(rows, columns);
}

void taskviz_screen_suspend(void) {
  if (!screen) return;
  give_extras_back();
  endwin();
  tcsetattr(output_descriptor, TCSADRAIN, &modes_before);
  // As the terminal itself would stop it; a shell that has gone away stops nobody for ever.
  struct sigaction ours, standard = {.sa_handler = SIG_DFL};
  sigaction(SIGTSTP, &standard, &ours);
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  sigprocmask(SIG_UNBLOCK, &stop, &before);
  kill(getpid(), SIGTSTP);
  sigprocmask(SIG_SETMASK, &before, NULL);
  sigaction(SIGTSTP, &ours, NULL);
  taskviz_screen_resume();
}

void taskviz_screen_resume(void) {
  if (!screen) return;
  // The shell may have set modes of its own since; those of the start are what is given back at the end.
  reset_prog_mode();
  take_extras();
  clearok(curscr, TRUE);
  wnoutrefresh(stdscr);
  doupdate();
  curs_set(0);
}
