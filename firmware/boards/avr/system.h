#ifndef PF_SYSTEM_H
#define PF_SYSTEM_H

/* Sets the clock the part's figures are given at; called before main(). */
void system_init(void);

#endif
