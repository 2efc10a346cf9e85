# The Vulkan target: model/vk against the driver in impl/vulkan. Included by
# build.mk where Vulkan's headers are.
#
#   make fuzz TARGET=vulkan ENGINE=libfuzzer TIME=60
#   make replay-vulkan INPUT=file            straight into the driver
#   make replay-vulkan-loader INPUT=file     through the stock loader

ifneq ($(VK_HAVE),yes)
FUZZ_TARGETS := $(filter-out vulkan,$(FUZZ_TARGETS))
else

VKF_SRC    := $(filter-out fuzz/vk/direct.c fuzz/vk/loader.c fuzz/vk/replay.c \
                fuzz/vk/mutate.c fuzz/vk/target_%, $(wildcard fuzz/vk/*.c))
VKF_MODEL  := $(wildcard model/vk/*.c)
VKF_DRIVER := $(wildcard impl/vulkan/*.c)
VKF_FLAGS  := -Ispecs/hlocal/win32 $(VULKAN_CPPFLAGS)
VKF_MAX    := -DVKM_PAYLOAD_MAX=24u -DVKM_MEMORY_MAX=24u -DVKM_HANDLE_MAX=24u \
              -DVKM_RESOURCE_MAX=12u

# $(call vkf_build,name,compiler,flags for driver,for model,for harness)
define vkf_build
$(FUZZ)/$1/impl/vulkan/%.o: impl/vulkan/%.c
	$$(Q)mkdir -p $$(@D)
	$$(Q)$2 $(FUZZ_IMPL) $(VKF_FLAGS) $3 -MMD -MP -c -o $$@ $$<

$(FUZZ)/$1/model/vk/%.o: model/vk/%.c
	$$(Q)mkdir -p $$(@D)
	$$(Q)$2 $(FUZZ_PLAIN) $(VKF_MAX) -Wno-unused-parameter $4 -MMD -MP \
	    -c -o $$@ $$<

$(FUZZ)/$1/fuzz/vk/%.o: fuzz/vk/%.c
	$$(Q)mkdir -p $$(@D)
	$$(Q)$2 $(FUZZ_PLAIN) $(VKF_MAX) -Iimpl $(VKF_FLAGS) $5 -MMD -MP \
	    -c -o $$@ $$<

VKF_OBJ_$1 := $$(patsubst %.c,$(FUZZ)/$1/%.o,$(VKF_SRC) $(VKF_MODEL))
VKF_IN_$1  := $$(VKF_OBJ_$1) $(FUZZ)/$1/fuzz/vk/direct.o \
              $$(patsubst %.c,$(FUZZ)/$1/%.o,$(IMPL_SRC) $(VKF_DRIVER))
.SECONDARY: $$(VKF_IN_$1)
-include $$(VKF_IN_$1:.o=.d) $(addprefix $(FUZZ)/$1/fuzz/vk/,target_vulkan.d \
    replay.d mutate.d)
endef

$(eval $(call vkf_build,replay,$(CC),$(FUZZ_CHECKS),$(FUZZ_CHECKS),\
    $(FUZZ_CHECKS)))
$(eval $(call vkf_build,libfuzzer,$(CLANG),$(FUZZ_COVER) $(FUZZ_CHECKS),\
    $(FUZZ_COVER),$(FUZZ_COVER)))
$(eval $(call vkf_build,plain,$(CLANG),$(FUZZ_COVER),$(FUZZ_COVER)))
$(eval $(call vkf_build,afl,$(AFL_CC)))

$(FUZZ)/replay/replay_vulkan: $(VKF_IN_replay) $(FUZZ)/replay/fuzz/vk/replay.o \
                              $(FUZZ)/replay/fuzz/engine/replay_main.o
	$(Q)$(CC) $(FUZZ_CHECKS) -pthread $^ -o $@

# Without sanitizers: the loader opens the plain driver, which must find the
# one libhlocal that the program links.
$(FUZZ)/loader/%.o: %.c
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(FUZZ_PLAIN) $(VKF_MAX) $(VKF_FLAGS) -Wno-unused-parameter \
	    -MMD -MP -c -o $@ $<
VKF_LOADER := $(patsubst %.c,$(FUZZ)/loader/%.o,$(VKF_SRC) $(VKF_MODEL) \
                fuzz/vk/loader.c fuzz/vk/replay.c fuzz/engine/replay_main.c)
.SECONDARY: $(VKF_LOADER)
-include $(VKF_LOADER:.o=.d)
$(FUZZ)/loader/replay_vulkan: $(VKF_LOADER) $(VK_DRIVER)
	$(Q)$(CC) $(VKF_LOADER) $(VK_DIR)/libhlocal.so.1 -lvulkan -pthread \
	    -Wl,-rpath,$(abspath $(VK_DIR)) -o $@

$(FUZZ)/libfuzzer/vulkan: $(FUZZ)/libfuzzer/fuzz/vk/target_vulkan.o \
                          $(VKF_IN_libfuzzer) $(FUZZ)/libfuzzer/fuzz/vk/mutate.o
	$(Q)$(CLANG) -fsanitize=fuzzer,address,undefined -pthread $^ -o $@

$(FUZZ)/plain/vulkan: $(FUZZ)/plain/fuzz/vk/target_vulkan.o $(VKF_IN_plain) \
                      $(FUZZ)/plain/fuzz/vk/mutate.o
	$(Q)$(CLANG) -fsanitize=fuzzer -pthread $^ -o $@

$(FUZZ)/afl/vulkan: $(FUZZ)/afl/fuzz/vk/target_vulkan.o $(VKF_IN_afl) \
                    $(FUZZ)/afl/fuzz/engine/afl.o | $(FUZZ)/mutate_vulkan.so
	$(Q)$(AFL_CC) -pthread $^ -o $@

$(FUZZ)/mutate_vulkan.so: fuzz/vk/mutate.c fuzz/vk/decode.c \
                          fuzz/engine/mutate.h
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(FUZZ_PLAIN) -fPIC -shared $(filter %.c,$^) -o $@

fuzz: $(if $(filter vulkan,$(TARGET)),$(FUZZ)/replay/replay_vulkan)

.PHONY: replay-vulkan replay-vulkan-loader check-corpus-vulkan
replay-vulkan: $(FUZZ)/replay/replay_vulkan ## INPUT=file: one input of the Vulkan target
	$(Q)$< --print $(INPUT)

VKF_LOAD := VK_DRIVER_FILES=$(abspath $(VK_DIR))/libvk_hlocal.json
replay-vulkan-loader: $(FUZZ)/loader/replay_vulkan ## the same through the stock loader
	$(Q)$(VKF_LOAD) $< --print $(INPUT)

# Straight into the driver, under ASan and UBSan, with its index; then through
# the loader, where nothing can be made to fail.
check-corpus: check-corpus-vulkan
check-corpus-vulkan: $(FUZZ)/replay/replay_vulkan $(FUZZ)/loader/replay_vulkan
	$(Q)sh fuzz/engine/corpus.sh $< vulkan
	$(Q)$(VKF_LOAD) $(FUZZ)/loader/replay_vulkan corpus/vulkan | \
	    sed 's/^replay:/& through the loader,/'

endif
