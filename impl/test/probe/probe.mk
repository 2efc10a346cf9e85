# The probe: here against promise.txt, and under Wine against world.txt.

PROBE_C := $(wildcard impl/test/probe/*.c)
PROBE_H := $(wildcard impl/test/probe/*.h specs/hlocal.h specs/hlocal/win32/*.h)

$(B)/probe/probe: $(PROBE_C) $(PROBE_H) $(B)/libhlocal.a
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(HL_CFLAGS) -Ispecs/hlocal/win32 $(CFLAGS) -pthread $(PROBE_C) \
	    $(B)/libhlocal.a -o $@

$(B)/probe/probe.exe: $(PROBE_C) $(PROBE_H)
	$(Q)mkdir -p $(@D)
	$(Q)x86_64-w64-mingw32-gcc -std=gnu11 -O1 -Wall -Wextra $(PROBE_C) -o $@

.PHONY: check-probe world
check-probe: $(B)/probe/probe
	$(Q)sh impl/test/probe/native.sh $<

world: deps-world ## the probe under Wine: every difference is listed, with reason
	@$(MAKE) --no-print-directory $(B)/probe/probe.exe
	$(Q)sh impl/test/probe/world.sh $(B)/probe/probe.exe

.PHONY: deps-world
deps-world:
	$(Q)sh specs/deps.sh $(DEPS_WORLD)
