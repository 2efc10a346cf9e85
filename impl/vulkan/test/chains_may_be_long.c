/* A pNext chain of any length is read to its end; one in which a type stands
 * twice, or that runs in a circle, is told and refused. Behind a bound of the
 * driver's there once lay its stack. */
#include "vk_fixture.h"

#define LENGTH 1000

/* Structures of types that nobody has, from `first` on, and `last` at the
 * end. */
static VkBaseInStructure link_of[LENGTH];

static const void *chain(unsigned length, const void *last)
{
    for (unsigned i = 0; i < length; i++) {
        link_of[i].sType = (VkStructureType)(1999000000 + (int)i);
        link_of[i].pNext = i + 1 == length ? last : &link_of[i + 1];
    }
    return length == 0 ? last : link_of;
}

static VkResult allocate(struct fixture *f, const void *next,
                         VkDeviceMemory *memory)
{
    VkMemoryAllocateInfo info = {
        .sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
        .pNext = next,
        .allocationSize = 4096,
        .memoryTypeIndex = VISIBLE,
    };

    return vkAllocateMemory(f->device, &info, NULL, memory);
}

static void malformed(struct fixture *f)
{
    VkDeviceMemory memory;

    for (unsigned length = 1; length <= 200; length++) {
        EXPECT_RESULT(allocate(f, chain(length, NULL), &memory),
                      VK_ERROR_VALIDATION_FAILED);
        EXPECT(fixture_reported(f, "VkMemoryAllocateInfo-pNext-pNext"));
        chain(length, NULL);
        link_of[length - 1].sType = link_of[0].sType;
        EXPECT_RESULT(allocate(f, link_of, &memory),
                      VK_ERROR_VALIDATION_FAILED);
        EXPECT(f->reported_count == 1);
        EXPECT(fixture_reported(f, length == 1
                                       ? "VkMemoryAllocateInfo-pNext-pNext"
                                       : "VkMemoryAllocateInfo-sType-unique"));
        /* Into a circle, at once, half way, and at its last one. */
        for (unsigned back = 0; back < length; back += (length + 1) / 2) {
            chain(length, &link_of[back]);
            EXPECT_RESULT(allocate(f, link_of, &memory),
                          VK_ERROR_VALIDATION_FAILED);
            EXPECT(f->reported_count == 1);
            EXPECT(fixture_reported(f, "VkMemoryAllocateInfo-sType-unique"));
        }
    }
}

/* Searched without being checked first, where nothing forbids other types. */
static void circles_are_searched(struct fixture *f)
{
    VkFenceCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO,
        .pNext = link_of,
    };
    VkFence fence;

    for (unsigned length = 1; length <= 9; length++)
        for (unsigned back = 0; back < length; back++) {
            chain(length, &link_of[back]);
            OK(vkCreateFence(f->device, &info, NULL, &fence));
            vkDestroyFence(f->device, fence, NULL);
        }
    EXPECT(fixture_none_reported(f));
}

/* The structure that counts is the last of many. */
static void last_is_found(struct fixture *f)
{
    static const unsigned lengths[] = {0, 1, 2, 63, 64, 65, LENGTH};
    VkExportMemoryAllocateInfo export = {
        .sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO,
        .handleTypes = NT,
    };
    VkDeviceMemory memory;
    HANDLE handle;

    for (unsigned i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        OK(allocate(f, chain(lengths[i], &export), &memory));
        OK(handle_get(f, memory, NT, &handle));
        EXPECT(CloseHandle(handle));
        vkFreeMemory(f->device, memory, NULL);
    }
}

/* Features that are not here, asked for behind as many structures as a program
 * that knows 1.4 chains. */
static void features_are_found(struct fixture *f)
{
    VkPhysicalDeviceFeatures2 features = {
        .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2,
        .features = {.robustBufferAccess = VK_TRUE},
    };
    float priority = 1;
    VkDeviceQueueCreateInfo queue = {
        .sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO,
        .queueCount = 1,
        .pQueuePriorities = &priority,
    };
    VkDeviceCreateInfo info = {
        .sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO,
        .pNext = chain(100, &features),
        .queueCreateInfoCount = 1,
        .pQueueCreateInfos = &queue,
    };
    VkDevice device;

    EXPECT_RESULT(vkCreateDevice(f->physical, &info, NULL, &device),
                  VK_ERROR_FEATURE_NOT_PRESENT);
}

int main(void)
{
    struct fixture f;

    fixture_open(&f, 0);
    malformed(&f);
    circles_are_searched(&f);
    features_are_found(&f);
    fixture_close(&f);
    setenv("HLOCAL_VK_PROFILE", "cts", 1); /* unknown types are let pass */
    fixture_open(&f, 0);
    last_is_found(&f);
    fixture_close(&f);
    return 0;
}
