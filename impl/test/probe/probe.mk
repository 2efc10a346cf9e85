# The probe: asked of the library, of the model, and of Wine.

PROBE_C := $(wildcard impl/test/probe/probe_*.c)
PROBE_H := $(wildcard impl/test/probe/*.h specs/hlocal.h specs/hlocal/win32/*.h)
PROBE_MODEL := impl/test/probe/model_calls.c $(wildcard model/local/*.c)

$(B)/probe/probe: $(PROBE_C) $(PROBE_H) $(B)/libhlocal.a
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(HL_CFLAGS) -Ispecs/hlocal/win32 $(CFLAGS) -pthread $(PROBE_C) \
	    $(B)/libhlocal.a -o $@

# The model, answering through the public names.
$(B)/probe/probe_of_model: $(PROBE_C) $(PROBE_MODEL) $(PROBE_H) \
                           $(wildcard specs/*.h specs/local/*)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(HL_CFLAGS) -Wno-unused-parameter -Ispecs/hlocal/win32 $(CFLAGS) \
	    -DHLM_SLOT_MAX=1200u -DHLM_BLOCK_MAX=0xC0000u -pthread $(PROBE_C) \
	    $(PROBE_MODEL) -o $@

$(B)/probe/probe.exe: $(PROBE_C) $(PROBE_H)
	$(Q)mkdir -p $(@D)
	$(Q)x86_64-w64-mingw32-gcc -std=gnu11 -O1 -Wall -Wextra $(PROBE_C) -o $@

.PHONY: check-probe check-wine
check-probe: $(B)/probe/probe $(B)/probe/probe_of_model
	$(Q)sh impl/test/probe/check.sh $(B)/probe/probe_of_model 1000
	$(Q)sh impl/test/probe/check.sh $(B)/probe/probe

check-wine: deps-wine ## the probe under Wine: every difference is listed, with reason
	@$(MAKE) --no-print-directory $(B)/probe/probe.exe
	$(Q)sh impl/test/probe/check_wine.sh $(B)/probe/probe.exe

.PHONY: deps-wine
deps-wine:
	$(Q)sh specs/deps.sh $(DEPS_WINE)
