int taskviz_terminal_placeholder(void);
