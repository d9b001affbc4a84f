#ifndef CXLSXWRITER_H
#define CXLSXWRITER_H

// The system's libxlsxwriter, 1.1.4 or later: https://libxlsxwriter.github.io
#include <xlsxwriter.h>

#endif
