# hlocal: every command. `make help` lists them.
# Bare `make` needs a C compiler and nothing else.

VERSION := 0.1.0
PREFIX  ?= /usr/local
CC      ?= cc
CXX     ?= c++
AR      ?= ar
CFLAGS  ?= -O2 -g
TIME    ?= 60
B       := build

Q := @
ifeq ($(V),1)
Q :=
endif

# Flags the code is written for; a packager's CFLAGS come after them.
HL_CFLAGS := -std=gnu11 -Wall -Wextra -Wshadow -Wstrict-prototypes \
             -Wmissing-prototypes -Wundef -Ispecs -Iimpl

.PHONY: all
all: lib ## library, and the Vulkan driver where its headers are present

include impl/build.mk
include impl/test/build.mk
include impl/test/probe/probe.mk
include fuzz/build.mk
include impl/weakmem/build.mk
include impl/bench/build.mk
include impl/vulkan/build.mk
-include fuzz/vk/build.mk

.PHONY: lib
lib: $(B)/libhlocal.so $(B)/libhlocal.a

# ---- What a change must pass -------------------------------------------------

.PHONY: check test
check: deps-check ## tests, probe, corpus under sanitizers, trace; under a minute
	@$(MAKE) --no-print-directory -j2 -Otarget check-all
test: check

.PHONY: check-all
check-all: trace status rooms orders check-impl check-probe check-corpus check-vulkan

.PHONY: status
status: ## README's figures are those of the files
	$(Q)sh specs/status.sh --check

.PHONY: trace
trace: ## every requirement has a contract, a test and a seed, or a reason
	$(Q)sh specs/trace.sh

.PHONY: rules
rules: ## the requirement rows that specs/vk/rules.def makes
	$(Q)sh specs/trace.sh --rules

# ---- Prove -------------------------------------------------------------------

.PHONY: prove
prove: ## Frama-C WP over model/ and impl/core/ (FN= REQ= FRESH=1 UPDATE=1)
	$(Q)python3 model/prove.py $(if $(FN),--fn $(FN)) $(if $(REQ),--req $(REQ)) \
	    $(if $(FRESH),--fresh) $(if $(UPDATE),--update)

.PHONY: mutate-proof
mutate-proof: ## mutants of model and core must fail to prove (FN= SAMPLE= SEED= CHECK=1)
	$(Q)python3 model/mutate.py $(if $(FN),--fn $(FN)) \
	    $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SEED),--seed $(SEED)) \
	    $(if $(FRESH),--fresh) $(if $(CHECK),--check)

.PHONY: mutants
mutants: ## wrong models, each of which must fail to prove (MUTANT=word)
	$(Q)python3 model/mutants.py $(MUTANT)

# ---- Everything --------------------------------------------------------------

.PHONY: verify
verify: deps ## the main job: prove, replay, fuzz every target, one summary
	@$(MAKE) --no-print-directory verify-all

.PHONY: verify-all
verify-all:
	$(Q)sh specs/verify.sh $(TIME)

# ---- Tools the commands need -------------------------------------------------

DEPS_CHECK := gcc libc6-dev python3
DEPS_PROVE := python3 frama-c-base why3 z3 cvc4
DEPS_FUZZ  := clang libclang-rt-14-dev llvm afl++
DEPS_WEAK  := gcc g++ binutils relacy-dev
DEPS_WINE := wine wine64 mingw-w64
DEPS_BENCH := libmimalloc2.0 libjemalloc2 python3
DEPS_VK    := libvulkan-dev vulkan-tools vulkan-validationlayers g++

.PHONY: deps deps-check
deps: ## install what verify needs (apt-get), or print the command that does
	$(Q)sh specs/deps.sh $(DEPS_CHECK) $(DEPS_VK) $(DEPS_PROVE) \
	    $(DEPS_FUZZ) $(DEPS_WEAK)
deps-check:
	$(Q)sh specs/deps.sh $(DEPS_CHECK) $(DEPS_VK)

# ---- Install -----------------------------------------------------------------

HEADERS := hlocal.h hlocal/handle.h hlocal/stats.h hlocal/win32/windows.h
LIBDIR  ?= $(PREFIX)/lib
ROOTLIB  = $(DESTDIR)$(LIBDIR)
ROOTINC  = $(DESTDIR)$(PREFIX)/include

.PHONY: install uninstall
install: lib ## library and headers (PREFIX= DESTDIR= LIBDIR=); the driver with ICD=1
	$(Q)install -d $(ROOTLIB) $(ROOTINC)/hlocal/win32
	$(Q)install -m 755 $(B)/libhlocal.so $(ROOTLIB)/libhlocal.so.1
	$(Q)ln -sf libhlocal.so.1 $(ROOTLIB)/libhlocal.so
	$(Q)install -m 644 $(B)/libhlocal.a $(ROOTLIB)/libhlocal.a
	$(Q)for header in $(HEADERS); do \
	    install -m 644 specs/$$header $(ROOTINC)/$$header || exit 1; done

uninstall: ## what install put there
	$(Q)rm -f $(ROOTLIB)/libhlocal.so.1 $(ROOTLIB)/libhlocal.so \
	    $(ROOTLIB)/libhlocal.a $(addprefix $(ROOTINC)/,$(HEADERS))
	$(Q)if [ -d $(ROOTINC)/hlocal ]; then rmdir -p --ignore-fail-on-non-empty \
	    $(ROOTINC)/hlocal/win32; fi

# ---- Tidy --------------------------------------------------------------------

.PHONY: format lint tidy rooms clean dist help hooks
C_FILES = $(shell git ls-files '*.c' '*.h' '*.cpp')

format: ## clang-format over every source
	$(Q)clang-format -i $(C_FILES)

lint: ## format, order of rooms, both compilers with warnings as errors
	$(Q)sh specs/deps.sh clang clang-format libvulkan-dev g++
	$(Q)sh specs/lint.sh $(C_FILES)

tidy: ## what clang-tidy says of the code that ships
	$(Q)sh specs/deps.sh clang-tidy libvulkan-dev
	$(Q)sh specs/lint.sh --tidy $(C_FILES)

rooms: ## includes go down the order of rooms
	$(Q)sh specs/rooms.sh
	$(Q)if command -v python3 >/dev/null; then \
	    python3 specs/rooms_svg.py --check; fi

hooks: ## commit only what is formatted and keeps the order of rooms
	$(Q)install -m 755 specs/pre-commit.sh \
	    "$$(git rev-parse --git-path hooks)/pre-commit"

dist: ## build/hlocal-VERSION.tar.gz
	$(Q)mkdir -p $(B)
	$(Q)git archive --prefix=hlocal-$(VERSION)/ -o $(B)/hlocal-$(VERSION).tar.gz \
	    HEAD

clean: ## remove build/, which is all there is
	$(Q)rm -rf $(B)

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+( [a-z]+)?:.*## / \
	    { printf "  %-22s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
