/* What newlib asks of the board: printf goes to the UART, the heap grows from `end` to below the stack. */
#include <errno.h>
#include <stddef.h>
#include <sys/stat.h>

#include "board.h"

/* From the linker script: addresses, not objects. */
extern char end[];
extern char _heap_limit[];

int _write(int file, const char *text, int bytes);
void *_sbrk(ptrdiff_t bytes);
int _close(int file);
int _fstat(int file, struct stat *status);
int _isatty(int file);
int _lseek(int file, int offset, int whence);
int _read(int file, char *to, int bytes);

int _write(int file, const char *text, int bytes) {
  (void)file;
  uart_send(text, (uint32_t)bytes);
  return bytes;
}

void *_sbrk(ptrdiff_t bytes) {
  static char *heap_end = end;
  if (bytes > _heap_limit - heap_end) {
    errno = ENOMEM;
    return (void *)-1;
  }
  char *const previous = heap_end;
  heap_end += bytes;
  return previous;
}

int _close(int file) {
  (void)file;
  return -1;
}

int _fstat(int file, struct stat *status) {
  (void)file;
  status->st_mode = S_IFCHR;
  return 0;
}

int _isatty(int file) {
  (void)file;
  return 1;
}

int _lseek(int file, int offset, int whence) {
  (void)file;
  (void)offset;
  (void)whence;
  return 0;
}

int _read(int file, char *to, int bytes) {
  (void)file;
  (void)to;
  (void)bytes;
  return 0;
}
