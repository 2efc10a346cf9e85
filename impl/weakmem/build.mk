# Clients of the library under a simulated memory; see README.md. The library is
# compiled as it is, with sync.h's accesses given to the simulator, and plain
# accesses reported by what the compiler inserts for TSan, without TSan.

WEAK_IMPL := $(filter-out impl/heap/os.c,\
               $(wildcard impl/*.c impl/heap/*.c impl/handle/*.c \
                 impl/api/*.c))
WEAK_CLIENTS := $(wildcard impl/weakmem/clients/*.c)
WEAK_C    := $(WEAK_IMPL) $(WEAK_CLIENTS)
WEAK_SELF := $(addprefix $(B)/weakmem/impl/weakmem/,arena.o os.o libc.o \
               describe.o simulator.o run.o)
WEAK_STATE := alloc,load,data,contents
WEAK_FLAGS := -std=gnu11 -O1 -g -fno-pic -fno-builtin -Wall -Wextra \
              -Wno-unused-result -Ispecs -Iimpl -Iimpl/weakmem
WEAK_INSTEAD := -DHL_WEAKMEM -Dclock_gettime=weak_clock \
                -Dpthread_key_create=weak_key_create \
                -Dpthread_setspecific=weak_key_set \
                -Dpthread_atfork=weak_atfork
WEAK_PLAIN := -fsanitize=thread --param tsan-instrument-func-entry-exit=0

# Variables go to a section of their own, so that they can be put back.
$(WEAK_C:%.c=$(B)/weakmem/%.o): $(B)/weakmem/%.o: %.c
	$(Q)mkdir -p $(@D)
	$(Q)gcc $(WEAK_FLAGS) $(WEAK_INSTEAD) $(WEAK_PLAIN) \
	    -fno-zero-initialized-in-bss -MMD -MP -MF $(@:.o=.d) -c -o $@ $<
	$(Q)objcopy --rename-section .data=weak_state,$(WEAK_STATE) \
	    --rename-section .bss=weak_state,$(WEAK_STATE) $@

$(B)/weakmem/impl/weakmem/%.o: impl/weakmem/%.c
	$(Q)mkdir -p $(@D)
	$(Q)gcc $(WEAK_FLAGS) -MMD -MP -MF $(@:.o=.d) -c -o $@ $<

$(B)/weakmem/impl/weakmem/libc.o: WEAK_FLAGS += -DHL_WEAKMEM

$(B)/weakmem/impl/weakmem/%.o: impl/weakmem/%.cpp
	$(Q)mkdir -p $(@D)
	$(Q)g++ -std=gnu++14 -O2 -g -fno-pic -Wall -Wextra \
	    -Iimpl -Wno-deprecated-declarations -MMD -MP -MF $(@:.o=.d) -c -o $@ $<

$(B)/weakmem/weakmem: $(WEAK_C:%.c=$(B)/weakmem/%.o) $(WEAK_SELF)
	$(Q)g++ -no-pie -g -o $@ $^ -pthread

.PHONY: weakmem weakmem-deps
weakmem-deps:
	$(Q)sh specs/deps.sh $(DEPS_WEAK)

# CLIENT=name for one.
weakmem: weakmem-deps $(B)/weakmem/weakmem ## the library's threads under the C11 memory model (CLIENT=name)
	$(Q)sh impl/weakmem/run.sh $(B)/weakmem/weakmem $(CLIENT)

-include $(WEAK_C:%.c=$(B)/weakmem/%.d) $(WEAK_SELF:.o=.d)

# SECONDS_EACH bounds a client's time; the usual survivors cost most.
.PHONY: mutate-orders orders
mutate-orders: weakmem-deps $(B)/weakmem/weakmem ## each memory order weakened by a step: killed, or listed with a reason
	$(Q)python3 impl/weakmem/orders.py --mutate $(B)/weakmem/weakmem \
	    --random 2000 --bound 2 --seconds $(or $(SECONDS_EACH),20)

orders: ## impl/orders.csv has each memory order of impl/, with its reason
	$(Q)python3 impl/weakmem/orders.py --check

.PHONY: check-weakmem-bugs
check-weakmem-bugs: weakmem-deps $(B)/weakmem/weakmem ## planted concurrency bugs are found (BUG=name)
	$(Q)MAKE="$(MAKE)" sh impl/weakmem/bugs.sh $(B)/weakmem-bugs \
	    $(BUG:%=impl/weakmem/bugs/%.patch)
