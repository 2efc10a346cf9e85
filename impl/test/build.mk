# Unit tests: one behaviour a file, each a program that exits 0 when it holds.
# Built twice, with the library inside: under ASan and UBSan, and the files
# named thread_* under TSan too. Those that ask the system about the memory it
# gives are built without either, for both need terabytes of their own and write
# an eighth of all there is; so is the one that brings its own malloc.

TEST_PLAIN := $(addprefix $(B)/test/plain/,address_space_limit_is_met \
                locked_memory_may_be_limited mappings_stay_few \
                memory_is_refused_as_malloc_would malloc_of_local_alloc)
TEST_C     := $(wildcard impl/test/*.c)
TEST_ASAN  := $(filter-out $(TEST_PLAIN:$(B)/test/plain/%=$(B)/test/%),\
                $(TEST_C:impl/test/%.c=$(B)/test/%))
TEST_TSAN  := $(patsubst impl/test/%.c,$(B)/test/tsan/%,\
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

# These load the library as programs do.
TEST_LOADS := walk_before_first_allocation library_stays_loaded
$(TEST_LOADS:%=$(B)/test/%): | $(B)/libhlocal.so

$(TEST_PLAIN): $(B)/test/plain/%: impl/test/%.c $(B)/libhlocal.a
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -O1 -g $(HL_CFLAGS) -pthread $^ -o $@

.PHONY: check-impl
TEST_ALL := $(TEST_ASAN) $(TEST_TSAN) $(TEST_PLAIN)
.PHONY: check-impl
.PHONY: check-hardening check-ranks
check-hardening: $(B)/libhlocal.so $(B)/libhlocal.a
	$(Q)sh impl/test/hardening.sh $(B)/hardening $(CC) $^

check-ranks:
	$(Q)sh impl/test/ranks.sh

# TEST=name for one test, however it is built.
check-impl: $(if $(TEST),,check-hardening check-ranks)
check-impl: $(if $(TEST),$(filter %/$(TEST),$(TEST_ALL)),$(TEST_ALL))
check-impl: ## the library's unit tests; TEST=name
	$(Q)[ -n "$(filter $(B)/%,$^)" ] || \
	    { echo "check-impl: no test impl/test/$(TEST).c"; exit 2; }
	$(Q)failed=0; for test in $(filter $(B)/%,$^); do \
	    if $$test >$$test.log 2>&1; then echo "ok   $${test#$(B)/test/}"; \
	    else echo "FAIL $${test#$(B)/test/}"; cat $$test.log; failed=1; fi; \
	done; [ $$failed = 0 ] && \
	    echo "tests: $(words $(filter $(B)/%,$^)) passed"

# The defects that were: each put back, and its test must fail. BUG=name for one.
.PHONY: check-bugs
check-bugs: $(TEST_ASAN) $(TEST_TSAN) $(TEST_PLAIN) ## each test fails on the defect it is for
	$(Q)MAKE="$(MAKE)" sh impl/test/bugs.sh $(B)/bugs \
	    $(BUG:%=impl/test/bugs/%.patch)

# Under Valgrind, with the annotations it understands, and in the little address
# space it leaves.
TEST_VALGRIND := $(addprefix $(B)/test/valgrind/,checkers_see_overflow \
                   compact_moves_unlocked_only stats_and_walk_agree \
                   thread_end_may_still_call)

$(B)/valgrind/%.o: %.c
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -DHL_VALGRIND -O1 -g $(IMPL_FLAGS) -MMD -MP -c -o $@ $<

$(B)/valgrind/libhlocal.a: $(IMPL_SRC:%.c=$(B)/valgrind/%.o)
	$(Q)rm -f $@; $(AR) rcs $@ $^

$(TEST_VALGRIND): $(B)/test/valgrind/%: impl/test/%.c $(B)/valgrind/libhlocal.a
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -DHL_VALGRIND -O1 -g $(HL_CFLAGS) -pthread $^ -o $@

.PHONY: check-valgrind
check-valgrind: valgrind-deps $(TEST_VALGRIND) ## unit tests under Valgrind
	$(Q)for test in $(TEST_VALGRIND); do \
	    valgrind -q --error-exitcode=9 $$test >$$test.log 2>&1 || \
	        { echo "FAIL $${test#$(B)/test/}"; cat $$test.log; exit 1; }; \
	    echo "ok   $${test#$(B)/test/}"; \
	done

.PHONY: valgrind-deps
valgrind-deps:
	$(Q)sh specs/deps.sh valgrind

-include $(IMPL_SRC:%.c=$(B)/valgrind/%.d)
-include $(IMPL_SRC:%.c=$(B)/asan/%.d) $(IMPL_SRC:%.c=$(B)/tsan/%.d)
