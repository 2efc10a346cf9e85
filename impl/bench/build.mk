# Benchmarks: one worker per system, and the coordinator that lets them take
# turns. README.md here says how to read what comes out.

BENCH := $(B)/bench
BENCH_SOURCES := $(wildcard impl/bench/work*.c)
BENCH_HEADERS := $(wildcard impl/bench/*.h) specs/hlocal.h
BENCH_DEPS := $(DEPS_BENCH) libmimalloc2.0 libjemalloc2 gnuplot-nox python3 \
              wine wine64 mingw-w64 libvulkan-dev
MINGW_CC ?= x86_64-w64-mingw32-gcc

# The same for every system: its calls are not known to the compiler.
BENCH_FLAGS := $(HL_CFLAGS) -O2 -g -D_GNU_SOURCE -fno-builtin
BENCH_BUILD = @mkdir -p $(@D) && $(CC) $(BENCH_FLAGS)

.PHONY: bench bench-run bench-workers deps-bench
bench: deps-bench ## speed and memory beside the peers (QUICK=1: a minute)
	@$(MAKE) --no-print-directory bench-run

bench-run: bench-workers
	$(Q)python3 -B impl/bench/bench.py $(if $(QUICK),--quick) \
	    $(if $(ONLY),--only '$(ONLY)') $(if $(SYSTEMS),--systems $(SYSTEMS)) \
	    $(BENCH)

bench-workers: $(BENCH)/worker_hlocal $(BENCH)/worker_malloc \
               $(BENCH)/worker_bare $(BENCH)/worker_wine.exe

deps-bench:
	$(Q)sh specs/deps.sh $(sort $(BENCH_DEPS))

$(BENCH)/worker_hlocal: $(BENCH_SOURCES) $(BENCH_HEADERS) $(B)/libhlocal.so
	$(BENCH_BUILD) -Ispecs/hlocal/win32 $(BENCH_SOURCES) -o $@ \
	    $(B)/libhlocal.so -pthread -ldl \
	    -Wl,-rpath,'$$ORIGIN:$$ORIGIN/..:$$ORIGIN/../vulkan'
	@ln -sf ../libhlocal.so $(BENCH)/libhlocal.so.1

$(BENCH)/worker_malloc: $(BENCH_SOURCES) $(BENCH_HEADERS)
	$(BENCH_BUILD) -DWORKER_MALLOC $(BENCH_SOURCES) -o $@ -pthread -ldl

$(BENCH)/worker_bare: $(BENCH_SOURCES) $(BENCH_HEADERS)
	$(BENCH_BUILD) -DWORKER_BARE $(BENCH_SOURCES) -o $@ -pthread -ldl

$(BENCH)/worker_wine.exe: $(BENCH_SOURCES) $(BENCH_HEADERS)
	@mkdir -p $(@D) && $(MINGW_CC) $(BENCH_FLAGS) $(BENCH_SOURCES) -o $@ \
	    -static -lpthread
