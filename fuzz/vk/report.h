/* What a person reads. */
#ifndef HLOCAL_FUZZ_VK_REPORT_H
#define HLOCAL_FUZZ_VK_REPORT_H

#include <stdio.h>

#include "run.h"

void vkf_print(FILE *to, const struct vkf_run *run);
void vkf_report(FILE *to, const struct vkf_run *run, const char *again);
void vkf_say(struct vkf_event *event, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif /* HLOCAL_FUZZ_VK_REPORT_H */
