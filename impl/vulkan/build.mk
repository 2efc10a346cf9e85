# The Vulkan driver, its tests and examples. Include after impl/build.mk.
# Without Vulkan headers everything here says so and does nothing else.
#   VULKAN_CPPFLAGS=-I...  headers elsewhere

VK_DIR   := $(B)/vulkan
VK_FLAGS := $(VULKAN_CPPFLAGS) -Ispecs -Ispecs/hlocal/win32
VK_SRC   := $(wildcard impl/vulkan/*.c)
VK_HASH  := \#
VK_HAVE  := $(shell printf '$(VK_HASH)include <vulkan/vk_icd.h>\n' | \
              $(CC) $(VULKAN_CPPFLAGS) -E -x c - >/dev/null 2>&1 && echo yes)
VK_PATCH := $(shell printf '$(VK_HASH)include <vulkan/vulkan_core.h>\nVK_HEADER_VERSION\n' \
              | $(CC) $(VULKAN_CPPFLAGS) -E -P -x c - 2>/dev/null | tail -1)

.PHONY: vulkan check-vulkan install-icd uninstall-icd
ifneq ($(VK_HAVE),yes)
vulkan check-vulkan install-icd uninstall-icd:
	@echo "vulkan: skipped, no Vulkan headers (apt-get install libvulkan-dev)"
else

VK_DRIVER := $(VK_DIR)/libvk_hlocal.so $(VK_DIR)/libvk_hlocal.json \
             $(VK_DIR)/libhlocal.so.1
all: vulkan
vulkan: $(VK_DRIVER) ## the Vulkan driver, build/vulkan/libvk_hlocal.json

# ---- Build: once plain, once for the tests, with sanitizers ------------------

$(VK_DIR)/obj/%.o: %.c
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(HARDEN) $(CPPFLAGS) $(CFLAGS) $(IMPL_FLAGS) $(VK_FLAGS) \
	    -MMD -MP -c -o $@ $<

$(VK_DIR)/asan/obj/%.o: %.c
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -O1 -g $(ASAN) $(IMPL_FLAGS) $(VK_FLAGS) -MMD -MP \
	    -c -o $@ $<

# The loader opens the driver with RTLD_LOCAL, so nothing of it can collide,
# and -Bsymbolic keeps others' names out of it. It stays loaded when the loader
# lets go, for a queue's thread may be on its way out.
VK_LINK := -shared -pthread -Wl,-Bsymbolic -Wl,-z,defs -Wl,-z,nodelete \
           -Wl,-rpath,'$$ORIGIN'

$(VK_DIR)/libvk_hlocal.so: $(VK_SRC:%.c=$(VK_DIR)/obj/%.o) \
                           $(VK_DIR)/libhlocal.so.1
	$(Q)$(CC) $(CFLAGS) $(VK_LINK) $(HARDEN_LINK) $(LDFLAGS) -o $@ $^

$(VK_DIR)/asan/libvk_hlocal.so: $(VK_SRC:%.c=$(VK_DIR)/asan/obj/%.o) \
                                $(VK_DIR)/asan/libhlocal.so.1
	$(Q)$(CC) -O1 -g $(ASAN) $(VK_LINK) -o $@ $^

# Client and driver must share one libhlocal, so it goes by its soname.
$(VK_DIR)/libhlocal.so.1: $(B)/libhlocal.so
	$(Q)mkdir -p $(@D) && ln -sf ../libhlocal.so $@

$(VK_DIR)/asan/libhlocal.so.1: $(IMPL_SRC:%.c=$(B)/asan/%.o)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -O1 -g $(ASAN) $(IMPL_LINK) -o $@ $^

$(VK_DIR)/libvk_hlocal.json $(VK_DIR)/asan/libvk_hlocal.json: \
    impl/vulkan/libvk_hlocal.json.in
	$(Q)mkdir -p $(@D)
	$(Q)sed 's|@LIBRARY@|./libvk_hlocal.so|; s|@PATCH@|$(VK_PATCH)|' $< >$@

# ---- Tests and examples ------------------------------------------------------

VK_FIXTURE  := impl/vulkan/test/vk_fixture.c
VK_TEST_C   := $(filter-out $(VK_FIXTURE),$(wildcard impl/vulkan/test/*.c))
VK_TEST_CXX := $(wildcard impl/vulkan/test/*.cpp)
VK_EXAMPLES := $(patsubst impl/examples/%.c,$(VK_DIR)/example/%,\
                 $(wildcard impl/examples/vk_*.c))
VK_TESTS    := $(VK_TEST_C:impl/vulkan/test/%.c=$(VK_DIR)/test/%) \
               $(VK_TEST_CXX:impl/vulkan/test/%.cpp=$(VK_DIR)/test/%)
KERNEL_TEST_H := $(wildcard impl/kernel/test/*.h) impl/test/check.h
KERNEL_TESTS := $(patsubst impl/kernel/test/%.c,$(VK_DIR)/test/%,\
                  $(wildcard impl/kernel/test/*.c))
VK_WARN     := -Wall -Wextra -Wshadow

# What a test needs to run, though not to be built.
VK_UNDER_TEST := $(VK_DIR)/asan/libvk_hlocal.so $(VK_DIR)/asan/libvk_hlocal.json

# Every core command up to the version that the driver advertises, from the
# headers: C(NAME, TYPE OF THE FIRST PARAMETER)
VK_CORE := $(VK_DIR)/test/core_commands.inc
$(VK_CORE): impl/vulkan/build.mk
	$(Q)mkdir -p $(@D)
	$(Q)printf '$(VK_HASH)include <vulkan/vulkan_core.h>\n' | \
	    $(CC) $(VULKAN_CPPFLAGS) -E -dD -x c - | \
	    sed -n '/^.define VK_VERSION_1_0 1/,/^.define VK_VERSION_1_2 1/p' | \
	    tr -d '\n' | tr ';' '\n' | \
	    sed -n 's/.* \(vk[A-Za-z0-9]*\)( *\(const \)*\([A-Za-z0-9_]*\).*/C(\1, \3)/p' \
	    >$@
$(VK_DIR)/test/core_commands_exist: $(VK_CORE)

$(VK_DIR)/test/%: impl/vulkan/test/%.c $(VK_FIXTURE) \
                  impl/vulkan/test/vk_fixture.h impl/test/check.h \
                  $(VK_DIR)/asan/libhlocal.so.1 \
                  | $(VK_UNDER_TEST)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -std=gnu11 -O1 -g $(ASAN) $(VK_WARN) $(VK_FLAGS) $< \
	    $(VK_FIXTURE) $(VK_DIR)/asan/libhlocal.so.1 -lvulkan -pthread \
	    -Wl,-rpath,'$$ORIGIN/../asan' -o $@

$(VK_DIR)/test/%: impl/vulkan/test/%.cpp $(VK_DIR)/asan/libhlocal.so.1 \
                  | $(VK_UNDER_TEST)
	$(Q)mkdir -p $(@D)
	$(Q)$(CXX) -std=c++17 -O1 -g $(ASAN) $(VK_WARN) $(VK_FLAGS) $< \
	    $(VK_DIR)/asan/libhlocal.so.1 -lvulkan -pthread \
	    -Wl,-rpath,'$$ORIGIN/../asan' -o $@

$(VK_DIR)/test/%: impl/kernel/test/%.c $(KERNEL_TEST_H) \
                  impl/kernel/kernel_layout.h \
                  $(VK_DIR)/asan/libhlocal.so.1
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -std=gnu11 -O1 -g $(ASAN) $(VK_WARN) -Ispecs $< \
	    $(VK_DIR)/asan/libhlocal.so.1 -pthread \
	    -Wl,-rpath,'$$ORIGIN/../asan' -o $@

# With the archive, and the shared library within reach of dlopen.
$(VK_DIR)/test/nt_archive_%: impl/kernel/test/nt_archive_%.c \
                  $(KERNEL_TEST_H) \
                  impl/kernel/kernel_layout.h $(B)/asan/libhlocal.a \
                  $(VK_DIR)/asan/libhlocal.so.1
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -std=gnu11 -O1 -g $(ASAN) $(VK_WARN) -Ispecs $< \
	    $(B)/asan/libhlocal.a -pthread -ldl -Wl,--disable-new-dtags \
	    -Wl,-rpath,'$$ORIGIN/../asan' -o $@

# Tests that run a call one instruction at a time have the plain library.
KERNEL_PLAIN := nt_killed_between_stores_reissues_nothing
$(KERNEL_PLAIN:%=$(VK_DIR)/test/%): $(VK_DIR)/test/%: impl/kernel/test/%.c \
                  $(KERNEL_TEST_H) $(VK_DIR)/libhlocal.so.1
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -std=gnu11 -O1 -g $(VK_WARN) -Ispecs $< \
	    $(VK_DIR)/libhlocal.so.1 -pthread -Wl,-rpath,'$$ORIGIN/..' -o $@

$(VK_DIR)/example/%: impl/examples/%.c $(VK_DIR)/libhlocal.so.1
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -std=gnu11 $(CFLAGS) $(VK_WARN) $(VK_FLAGS) $< \
	    $(VK_DIR)/libhlocal.so.1 -lvulkan \
	    -Wl,-rpath,'$$ORIGIN/..' -o $@

# Headers of 1.4.323 and later, where VK_ERROR_VALIDATION_FAILED is the core
# name and _EXT an alias, are not packaged everywhere: these are made from the
# ones at hand, if those are older, and everything here must compile against
# them unchanged.
VK_NEWER := $(VK_DIR)/newer/include
VK_ALIAS := VK_ERROR_VALIDATION_FAILED_EXT = VK_ERROR_VALIDATION_FAILED
$(VK_NEWER)/vulkan/vulkan_core.h: impl/vulkan/build.mk
	$(Q)rm -rf $(VK_NEWER) && mkdir -p $(VK_NEWER)
	$(Q)cp -r $$(printf '#include <vulkan/vulkan_core.h>\n' | \
	    $(CC) $(VULKAN_CPPFLAGS) -E -x c - | \
	    sed -n 's|.*"\(.*\)/vulkan_core.h".*|\1|p' | head -1) $(VK_NEWER)/
	$(Q)if grep -q 'VK_ERROR_VALIDATION_FAILED = -' $@; then cp $@ $@.new; \
	else sed -e 's/^\(.define VK_HEADER_VERSION\) .*/\1 341/' \
	    -e 's/\(VK_ERROR_VALIDATION_FAILED\)_EXT = -/\1 = -/' \
	    -e 's/^ *VK_RESULT_MAX_ENUM = /$(VK_ALIAS),\n&/' $@ >$@.new; fi
	$(Q)grep -q 'VK_ERROR_VALIDATION_FAILED = -1000011001' $@.new
	$(Q)mv $@.new $@

.PHONY: check-newer-headers
check-newer-headers: $(VK_NEWER)/vulkan/vulkan_core.h $(VK_CORE)
	$(Q)for file in $(VK_SRC) $(VK_FIXTURE) $(VK_TEST_C) $(wildcard \
	        impl/examples/vk_*.c fuzz/vk/*.c); do \
	    $(CC) $(IMPL_FLAGS) -Wno-missing-prototypes -Wno-unused-parameter \
	        -Werror -fsyntax-only -I$(VK_NEWER) $(VK_FLAGS) $$file || \
	        exit 1; \
	done
	$(Q)$(CXX) -std=c++17 $(VK_WARN) -Werror -fsyntax-only \
	    -I$(VK_NEWER) $(VK_FLAGS) $(VK_TEST_CXX)
	@echo "ok   vulkan/newer-headers"

# What README.md tells users to do, done with an installation of its own.
VK_PREFIX := $(abspath $(VK_DIR))/prefix
VK_CLIENT := $(VK_PREFIX)/client
.PHONY: check-installed
check-installed: lib $(VK_DRIVER)
	$(Q)rm -rf $(VK_PREFIX)
	$(Q)$(MAKE) --no-print-directory install ICD=1 PREFIX=$(VK_PREFIX) DESTDIR=
	$(Q)$(CC) -Werror -DVK_USE_PLATFORM_WIN32_KHR $(VULKAN_CPPFLAGS) \
	    -I$(VK_PREFIX)/include/hlocal/win32 impl/examples/vk_export_import.c \
	    -L$(VK_PREFIX)/lib -lhlocal -lvulkan -o $(VK_CLIENT)
	$(Q)LD_LIBRARY_PATH=$(VK_PREFIX)/lib NODEVICE_SELECT=1 \
	    VK_DRIVER_FILES=$(VK_PREFIX)/share/vulkan/icd.d/libvk_hlocal.json \
	    HLOCAL_SESSION=installed-$$$$ $(VK_CLIENT) >$(VK_CLIENT).log 2>&1 || \
	    { cat $(VK_CLIENT).log; exit 1; }
	$(Q)rm $(VK_CLIENT) $(VK_CLIENT).log
	$(Q)$(MAKE) --no-print-directory uninstall ICD=1 PREFIX=$(VK_PREFIX) DESTDIR=
	$(Q)left=$$(find $(VK_PREFIX) ! -type d); [ -z "$$left" ] || \
	    { echo "uninstall left $$left"; exit 1; }
	@echo "ok   vulkan/installed"

.PHONY: check-hardening-vulkan
check-hardening-vulkan: $(VK_DIR)/libvk_hlocal.so $(VK_SRC:%.c=$(VK_DIR)/obj/%.o)
	$(Q)sh impl/test/hardening.sh $(VK_DIR)/hardening $(CC) $^

# Leaks are those of the loader, which unloads drivers late.
VK_ENV := NODEVICE_SELECT=1 ASAN_OPTIONS=detect_leaks=0 HLOCAL_VK_LOG=off

check-vulkan: ## the driver's tests, through the real loader
check-vulkan: check-newer-headers check-installed check-hardening-vulkan \
              $(VK_DRIVER) \
              $(VK_UNDER_TEST) $(VK_TESTS) $(KERNEL_TESTS) \
              $(VK_EXAMPLES)
	$(Q)$(VK_ENV) CC="$(CC)" sh impl/vulkan/test/run.sh $(VK_DIR) \
	    $(notdir $(KERNEL_TESTS) $(VK_TESTS))

# ---- Install: only when asked, by ICD=1 --------------------------------------

VK_ICD_DIR := $(PREFIX)/share/vulkan/icd.d
install-icd: $(VK_DRIVER)
	$(Q)install -d $(ROOTLIB) $(DESTDIR)$(VK_ICD_DIR)
	$(Q)install -m 755 $(VK_DIR)/libvk_hlocal.so $(ROOTLIB)
	$(Q)sed 's|@LIBRARY@|libvk_hlocal.so|; s|@PATCH@|$(VK_PATCH)|' \
	    impl/vulkan/libvk_hlocal.json.in \
	    >$(DESTDIR)$(VK_ICD_DIR)/libvk_hlocal.json
uninstall-icd:
	$(Q)rm -f $(ROOTLIB)/libvk_hlocal.so \
	    $(DESTDIR)$(VK_ICD_DIR)/libvk_hlocal.json
ifeq ($(ICD),1)
install: install-icd
uninstall: uninstall-icd
endif

-include $(VK_SRC:%.c=$(VK_DIR)/obj/%.d) $(VK_SRC:%.c=$(VK_DIR)/asan/obj/%.d)
endif
