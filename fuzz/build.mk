# The fuzz harness. Include this after impl/build.mk.
#
#   make fuzz TARGET=calls ENGINE=libfuzzer TIME=60
#       ENGINE: libfuzzer (ASan, UBSan), plain (libFuzzer alone), afl
#   make replay INPUT=file      print one input's calls and answers
#   make check-corpus           replay corpus/ under ASan and UBSan, twice each
#   make check-cases            a call without a case does not compile
#   make canary                 the harness finds every planted bug
#
# The harness finds targets by itself: fuzz/ROOM/target_NAME.c, corpus/NAME/.

TARGET ?= calls
ENGINE ?= libfuzzer
CLANG  ?= clang
AFL_CC ?= afl-clang-fast
SEEDS  ?= corpus

FUZZ         := $(B)/fuzz
FUZZ_TARGETS := $(patsubst target_%.c,%,$(notdir \
                  $(wildcard fuzz/*/target_*.c)))
FUZZ_COMMON  := $(filter-out fuzz/local/target_% fuzz/local/replay.c \
                  fuzz/local/mutate.c fuzz/local/refuse.c, \
                  $(wildcard fuzz/local/*.c))
FUZZ_MODEL   := $(wildcard model/local/*.c)

# Capacities of the model in fuzz builds: limits are met in a few calls, and a
# clean state costs little.
FUZZ_MAX := -DHLM_SLOT_MAX=32u

# The model is proven free of undefined behaviour, and the harness is checked by
# the replay build, so sanitizers watch the implementation alone; what counts as
# new for the engine is what the implementation and the model do. Comparisons
# are not traced: inputs name sizes and values by index, so there is no constant
# to be learnt from one.
# A call without a case does not compile: what neither side does would agree.
FUZZ_PLAIN  := -O2 -g -std=gnu11 -Wall -Wextra -Werror=switch -pthread -Ispecs \
               -I$(FUZZ) $(FUZZ_MAX)
# The library checks itself, with whichever engine: impl/checks.h.
FUZZ_IMPL   := -O2 -g -DHL_CHECKS=1 \
               $(filter-out -fPIC -fvisibility%,$(IMPL_FLAGS))
FUZZ_COVER  := -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp
FUZZ_CHECKS := -fsanitize=address,undefined -fno-sanitize-recover=undefined

# $(call fuzz_build,name,compiler,flags for impl,for model,for harness)
define fuzz_build
$(FUZZ)/$1/impl/%.o: impl/%.c
	$$(Q)mkdir -p $$(@D)
	$$(Q)$2 $(FUZZ_IMPL) $3 -MMD -MP -c -o $$@ $$<

# Loops over bytes and slots: every turn would be counted, and there is nothing
# to learn from it.
$(FUZZ)/$1/model/local/content.o $(FUZZ)/$1/model/local/find.o: \
$(FUZZ)/$1/model/%.o: model/%.c
	$$(Q)mkdir -p $$(@D)
	$$(Q)$2 $(FUZZ_PLAIN) $5 -MMD -MP -c -o $$@ $$<

$(FUZZ)/$1/model/%.o: model/%.c
	$$(Q)mkdir -p $$(@D)
	$$(Q)$2 $(FUZZ_PLAIN) -Wno-unused-parameter $4 -MMD -MP -c -o $$@ $$<

$(FUZZ)/$1/fuzz/%.o: fuzz/%.c $(FUZZ)/reproducer.inc
	$$(Q)mkdir -p $$(@D)
	$$(Q)$2 $(FUZZ_PLAIN) $5 -MMD -MP -c -o $$@ $$<

FUZZ_OBJ_$1 := $$(patsubst %.c,$(FUZZ)/$1/%.o,$(IMPL_SRC) $(FUZZ_MODEL) \
                 $(FUZZ_COMMON))
.PRECIOUS: $(FUZZ)/$1/fuzz/%.o
.SECONDARY: $$(FUZZ_OBJ_$1)
-include $$(FUZZ_OBJ_$1:.o=.d)
endef

$(eval $(call fuzz_build,replay,$(CC),$(FUZZ_CHECKS),$(FUZZ_CHECKS),\
    $(FUZZ_CHECKS)))
$(eval $(call fuzz_build,libfuzzer,$(CLANG),$(FUZZ_COVER) $(FUZZ_CHECKS),\
    $(FUZZ_COVER)))
$(eval $(call fuzz_build,plain,$(CLANG),$(FUZZ_COVER),$(FUZZ_COVER)))
$(eval $(call fuzz_build,afl,$(AFL_CC)))

$(FUZZ)/reproducer.inc: fuzz/local/reproducer.c.in
	$(Q)mkdir -p $(@D)
	$(Q)sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/.*/"&\\n"/' $< >$@

$(FUZZ)/replay/replay: $(FUZZ_OBJ_replay) $(FUZZ)/replay/fuzz/local/replay.o \
                       $(FUZZ)/replay/fuzz/engine/replay_main.o
	$(Q)$(CC) $(FUZZ_CHECKS) -pthread $^ -o $@

# The same, and the library's requests to the system can be refused.
FUZZ_REFUSED := mmap mprotect mremap madvise
$(FUZZ)/replay/replay_refused: $(FUZZ_OBJ_replay) \
                               $(FUZZ)/replay/fuzz/local/replay.o \
                               $(FUZZ)/replay/fuzz/engine/replay_main.o \
                               $(FUZZ)/replay/fuzz/local/refuse.o
	$(Q)$(CC) $(FUZZ_CHECKS) $(FUZZ_REFUSED:%=-Wl,--wrap=%) -pthread $^ -o $@

$(FUZZ)/libfuzzer/%: $(FUZZ)/libfuzzer/fuzz/local/target_%.o \
                     $(FUZZ_OBJ_libfuzzer) $(FUZZ)/libfuzzer/fuzz/local/mutate.o
	$(Q)$(CLANG) -fsanitize=fuzzer,address,undefined -pthread $^ -o $@

$(FUZZ)/plain/%: $(FUZZ)/plain/fuzz/local/target_%.o $(FUZZ_OBJ_plain) \
                 $(FUZZ)/plain/fuzz/local/mutate.o
	$(Q)$(CLANG) -fsanitize=fuzzer -pthread $^ -o $@

# AFL++ loads the mutator into itself.
$(FUZZ)/mutate.so: fuzz/local/mutate.c fuzz/local/decode.c \
                   fuzz/local/size.c fuzz/local/call.c fuzz/engine/mutate.h
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(FUZZ_PLAIN) -fPIC -shared $(filter %.c,$^) -o $@

$(FUZZ)/afl/%: $(FUZZ)/afl/fuzz/local/target_%.o $(FUZZ_OBJ_afl) \
               $(FUZZ)/afl/fuzz/engine/afl.o | $(FUZZ)/mutate.so
	$(Q)$(AFL_CC) -pthread $^ -o $@


FUZZ_ENGINES := libfuzzer plain afl

.PHONY: fuzz fuzz-targets fuzz-smoke fuzz-asked
fuzz-asked:
	$(Q)case ' $(FUZZ_TARGETS) ' in *' $(TARGET) '*) ;; *) \
	    echo "fuzz: no target '$(TARGET)': $(FUZZ_TARGETS)" >&2; exit 2;; esac
	$(Q)case ' $(FUZZ_ENGINES) ' in *' $(ENGINE) '*) ;; *) \
	    echo "fuzz: no engine '$(ENGINE)': $(FUZZ_ENGINES)" >&2; exit 2;; esac

# Only what exists is a prerequisite, so that fuzz-asked can say what does not.
fuzz: fuzz-asked $(FUZZ)/replay/replay \
      $(if $(and $(filter $(TARGET),$(FUZZ_TARGETS)),\
        $(filter $(ENGINE),$(FUZZ_ENGINES))),$(FUZZ)/$(ENGINE)/$(TARGET))
fuzz: ## TARGET=calls ENGINE=libfuzzer TIME=60; ENGINE=afl for AFL++
	$(Q)sh fuzz/engine/fuzz.sh $(ENGINE) $(TARGET) $(TIME) $(SEEDS)

fuzz-smoke: ## every target, briefly, with each engine
	$(Q)for target in $(FUZZ_TARGETS); do \
	    for engine in libfuzzer afl; do \
	        $(MAKE) --no-print-directory fuzz TARGET=$$target \
	            ENGINE=$$engine TIME=$(TIME) || exit 1; \
	    done; \
	done

fuzz-targets:
	@echo $(FUZZ_TARGETS)

.PHONY: replay check-corpus canary
replay: $(FUZZ)/replay/replay ## INPUT=file: run one input, print its calls
	$(Q)$< --print $(INPUT)

check-corpus: $(FUZZ)/replay/replay $(FUZZ)/replay/replay_refused check-cases
	$(Q)sh fuzz/engine/corpus.sh $< calls fixed
	$(Q)sh fuzz/engine/refuse.sh $(FUZZ)/replay/replay_refused corpus/calls

.PHONY: check-cases
check-cases: $(FUZZ)/reproducer.inc
	$(Q)VULKAN="$(VK_HAVE)" sh fuzz/engine/cases.sh $(FUZZ)/cases $(CC) \
	    $(FUZZ_PLAIN) -Iimpl $(VKF_FLAGS)

canary: ## the harness finds every planted bug
	$(Q)sh fuzz/engine/canary.sh $(B)/canary
