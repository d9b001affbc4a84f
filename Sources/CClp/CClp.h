#ifndef CCLP_H
#define CCLP_H

// The system's Clp, 1.17 or later: https://github.com/coin-or/Clp
#include <coin/Clp_C_Interface.h>

#endif
