# libhlocal. Include this; it adds build/libhlocal.so and build/libhlocal.a and
# honours CC CFLAGS CPPFLAGS LDFLAGS AR. Everything built goes to build/.

CC      ?= cc
AR      ?= ar
CFLAGS  ?= -O2 -g

IMPL_SRC   := $(wildcard impl/*.c impl/core/*.c impl/heap/*.c impl/handle/*.c \
                impl/api/*.c impl/kernel/*.c)
IMPL_OBJ   := $(IMPL_SRC:%.c=build/obj/%.o)
IMPL_FLAGS := -std=gnu11 -fPIC -fvisibility=hidden -ftls-model=initial-exec \
              -pthread -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes \
              -Wmissing-prototypes -Ispecs -Iimpl

# What shipped objects are hardened with, as far as the compiler knows it; a
# packager's flags come after. fortify needs optimization, and the packager may
# have a level of his own. impl/test/hardening.sh reads what comes of it.
HARDEN_TRY  := -fstack-protector-strong -fcf-protection
HARDEN      := $(shell for flag in $(HARDEN_TRY); do \
                 $(CC) -Werror $$flag -E -x c /dev/null >/dev/null 2>&1 && \
                 echo $$flag; done) \
               $(if $(findstring _FORTIFY_SOURCE,$(CPPFLAGS) $(CFLAGS)),,$(if \
                 $(filter -O1 -O2 -O3 -Os,$(CFLAGS)),-U_FORTIFY_SOURCE \
                 -D_FORTIFY_SOURCE=2))
HARDEN_LINK := -Wl,-z,relro,-z,now

build/obj/%.o: %.c impl/build.mk
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(HARDEN) $(CPPFLAGS) $(CFLAGS) $(IMPL_FLAGS) -MMD -MP -c -o $@ $<

build/libhlocal.a: $(IMPL_OBJ)
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

# It stays loaded after dlclose: a thread that used it ends later than that, and
# so does its cache.
IMPL_LINK := -shared -pthread -Wl,-soname,libhlocal.so.1 \
             -Wl,--version-script=impl/hlocal.map -Wl,-z,nodelete

build/libhlocal.so: $(IMPL_OBJ) impl/hlocal.map impl/build.mk
	$(Q)$(CC) $(CFLAGS) $(IMPL_LINK) $(HARDEN_LINK) -Wl,-z,defs $(LDFLAGS) \
	    -o $@ $(IMPL_OBJ)

-include $(IMPL_OBJ:.o=.d)
