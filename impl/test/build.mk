# Unit tests: one behaviour a file, each a program that exits 0 when it holds.
# Built twice, with the library inside: under ASan and UBSan, and the files
# named thread_* under TSan too.

TEST_C    := $(wildcard impl/test/*.c)
TEST_ASAN := $(TEST_C:impl/test/%.c=$(B)/test/%)
TEST_TSAN := $(patsubst impl/test/%.c,$(B)/test/tsan/%,\
               $(wildcard impl/test/thread_*.c))
ASAN := -fsanitize=address,undefined -fno-sanitize-recover=undefined
TSAN := -fsanitize=thread

$(B)/asan/%.o: %.c
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -O1 -g $(ASAN) $(IMPL_FLAGS) -MMD -MP -c -o $@ $<

$(B)/tsan/%.o: %.c
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -O1 -g $(TSAN) $(IMPL_FLAGS) -MMD -MP -c -o $@ $<

$(B)/asan/libhlocal.a: $(IMPL_SRC:%.c=$(B)/asan/%.o)
	$(Q)rm -f $@; $(AR) rcs $@ $^

$(B)/tsan/libhlocal.a: $(IMPL_SRC:%.c=$(B)/tsan/%.o)
	$(Q)rm -f $@; $(AR) rcs $@ $^

$(TEST_ASAN): $(B)/test/%: impl/test/%.c $(B)/asan/libhlocal.a
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -O1 -g $(ASAN) $(HL_CFLAGS) -pthread $^ -o $@

$(TEST_TSAN): $(B)/test/tsan/%: impl/test/%.c $(B)/tsan/libhlocal.a
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -O1 -g $(TSAN) $(HL_CFLAGS) -pthread $^ -o $@

.PHONY: check-impl
check-impl: $(TEST_ASAN) $(TEST_TSAN)
	$(Q)failed=0; for test in $^; do \
	    if $$test >$$test.log 2>&1; then echo "ok   $${test#$(B)/test/}"; \
	    else echo "FAIL $${test#$(B)/test/}"; cat $$test.log; failed=1; fi; \
	done; [ $$failed = 0 ] && echo "tests: $(words $(TEST_ASAN) $(TEST_TSAN)) passed"

-include $(IMPL_SRC:%.c=$(B)/asan/%.d) $(IMPL_SRC:%.c=$(B)/tsan/%.d)
