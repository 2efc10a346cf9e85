// A C++ client built like the allocator libraries that games use: it takes
// large exportable blocks and dedicated memory, caches one NT handle for each
// VkDeviceMemory, hands out duplicates of it, tells NT handles from KMT
// numbers, and lets a second device import what it gets. It is compiled with
// VK_USE_PLATFORM_WIN32_KHR against the <windows.h> subset, nothing else.
#define VK_USE_PLATFORM_WIN32_KHR
#include <vulkan/vulkan.h>
#include <windows.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

static_assert(sizeof(VkImportMemoryWin32HandleInfoKHR) == 40, "LP64 layout");
static_assert(sizeof(VkExportMemoryWin32HandleInfoKHR) == 40, "LP64 layout");
static_assert(sizeof(WCHAR) == 2 && sizeof(DWORD) == 4, "Windows' sizes");

namespace
{

void check(VkResult result, const char *what)
{
    if (result != VK_SUCCESS)
        throw std::runtime_error(std::string(what) + " answered " +
                                 std::to_string(static_cast<int>(result)));
}

void check(bool holds, const char *what)
{
    if (!holds)
        throw std::runtime_error(std::string("not so: ") + what);
}

#define CHECK(what) check(what, #what)

// One device of an instance of its own.
class Gpu
{
  public:
    Gpu()
    {
        VkApplicationInfo application{};
        application.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
        application.apiVersion = VK_API_VERSION_1_1;
        VkInstanceCreateInfo info{};
        info.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO;
        info.pApplicationInfo = &application;
        CHECK(vkCreateInstance(&info, nullptr, &instance));
        uint32_t count = 1;
        CHECK(vkEnumeratePhysicalDevices(instance, &count, &physical));
        const char *const extension =
            VK_KHR_EXTERNAL_MEMORY_WIN32_EXTENSION_NAME;
        const float priority = 1.0f;
        VkDeviceQueueCreateInfo queue{};
        queue.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO;
        queue.queueCount = 1;
        queue.pQueuePriorities = &priority;
        VkDeviceCreateInfo create{};
        create.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO;
        create.queueCreateInfoCount = 1;
        create.pQueueCreateInfos = &queue;
        create.enabledExtensionCount = 1;
        create.ppEnabledExtensionNames = &extension;
        CHECK(vkCreateDevice(physical, &create, nullptr, &device));
        get = reinterpret_cast<PFN_vkGetMemoryWin32HandleKHR>(
            vkGetDeviceProcAddr(device, "vkGetMemoryWin32HandleKHR"));
        check(get != nullptr, "vkGetMemoryWin32HandleKHR is found");
    }
    Gpu(const Gpu &) = delete;
    ~Gpu()
    {
        vkDestroyDevice(device, nullptr);
        vkDestroyInstance(instance, nullptr);
    }

    VkInstance instance = VK_NULL_HANDLE;
    VkPhysicalDevice physical = VK_NULL_HANDLE;
    VkDevice device = VK_NULL_HANDLE;
    PFN_vkGetMemoryWin32HandleKHR get = nullptr;
};

// A HANDLE that closes itself, when it is one of the kind that closes.
class Handle
{
  public:
    explicit Handle(HANDLE value = nullptr) : value_(value)
    {
    }
    Handle(Handle &&other) noexcept : value_(other.value_)
    {
        other.value_ = nullptr;
    }
    Handle(const Handle &) = delete;
    ~Handle()
    {
        if (value_ != nullptr)
            CloseHandle(value_);
    }
    HANDLE value() const
    {
        return value_;
    }

  private:
    HANDLE value_;
};

struct Piece {
    VkDeviceMemory memory;
    VkDeviceSize offset, size, block;
    uint32_t type;
};

class Allocator
{
  public:
    Allocator(Gpu &gpu, VkExternalMemoryHandleTypeFlags types)
        : gpu_(gpu), types_(types)
    {
        vkGetPhysicalDeviceMemoryProperties(gpu.physical, &properties_);
    }
    ~Allocator()
    {
        nt_.clear();
        for (VkDeviceMemory memory : memories_)
            vkFreeMemory(gpu_.device, memory, nullptr);
    }

    // A piece of a large block, for a buffer.
    Piece allocate(VkBuffer buffer)
    {
        VkMemoryRequirements needs;
        vkGetBufferMemoryRequirements(gpu_.device, buffer, &needs);
        const uint32_t type = choose(needs.memoryTypeBits);
        VkDeviceSize at =
            (used_ + needs.alignment - 1) / needs.alignment * needs.alignment;
        if (block_ == VK_NULL_HANDLE || at + needs.size > block_size) {
            block_ = take(block_size, type, nullptr);
            at = 0;
        }
        used_ = at + needs.size;
        CHECK(vkBindBufferMemory(gpu_.device, buffer, block_, at));
        return Piece{block_, at, needs.size, block_size, type};
    }

    // Memory for that image alone.
    Piece allocate_dedicated(VkImage image)
    {
        VkMemoryRequirements needs;
        vkGetImageMemoryRequirements(gpu_.device, image, &needs);
        VkMemoryDedicatedAllocateInfo dedicated{};
        dedicated.sType = VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO;
        dedicated.image = image;
        const uint32_t type = choose(needs.memoryTypeBits);
        VkDeviceMemory memory = take(needs.size, type, &dedicated);
        CHECK(vkBindImageMemory(gpu_.device, image, memory, 0));
        return Piece{memory, 0, needs.size, needs.size, type};
    }

    // A handle of the caller's own; may be asked for as often as one likes.
    Handle share(VkDeviceMemory memory)
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        auto found = nt_.find(memory);
        if (found == nt_.end()) {
            VkMemoryGetWin32HandleInfoKHR info{};
            info.sType = VK_STRUCTURE_TYPE_MEMORY_GET_WIN32_HANDLE_INFO_KHR;
            info.memory = memory;
            info.handleType = VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT;
            HANDLE handle = nullptr;
            CHECK(gpu_.get(gpu_.device, &info, &handle));
            found = nt_.emplace(memory, Handle(handle)).first;
        }
        HANDLE copy = nullptr;
        CHECK(DuplicateHandle(GetCurrentProcess(), found->second.value(),
                              GetCurrentProcess(), &copy, 0, FALSE,
                              DUPLICATE_SAME_ACCESS) != FALSE);
        CHECK(CompareObjectHandles(copy, found->second.value()) != FALSE);
        return Handle(copy);
    }

    static constexpr VkDeviceSize block_size = 16u << 20;

  private:
    uint32_t choose(uint32_t bits) const
    {
        for (uint32_t i = 0; i < properties_.memoryTypeCount; i++)
            if ((bits >> i & 1) != 0 &&
                (properties_.memoryTypes[i].propertyFlags &
                 VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT) != 0)
                return i;
        throw std::runtime_error("no memory type");
    }

    VkDeviceMemory take(VkDeviceSize size, uint32_t type, const void *next)
    {
        VkExportMemoryWin32HandleInfoKHR win32{};
        win32.sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_WIN32_HANDLE_INFO_KHR;
        win32.pNext = next;
        win32.dwAccess = GENERIC_ALL;
        VkExportMemoryAllocateInfo exported{};
        exported.sType = VK_STRUCTURE_TYPE_EXPORT_MEMORY_ALLOCATE_INFO;
        exported.pNext = &win32;
        exported.handleTypes = types_;
        VkMemoryAllocateInfo info{};
        info.sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO;
        info.pNext = &exported;
        info.allocationSize = size;
        info.memoryTypeIndex = type;
        VkDeviceMemory memory = VK_NULL_HANDLE;
        CHECK(vkAllocateMemory(gpu_.device, &info, nullptr, &memory));
        memories_.push_back(memory);
        return memory;
    }

    Gpu &gpu_;
    const VkExternalMemoryHandleTypeFlags types_;
    VkPhysicalDeviceMemoryProperties properties_{};
    std::mutex mutex_;
    std::map<VkDeviceMemory, Handle> nt_;
    std::vector<VkDeviceMemory> memories_;
    VkDeviceMemory block_ = VK_NULL_HANDLE;
    VkDeviceSize used_ = 0;
};

constexpr VkExternalMemoryHandleTypeFlags nt =
    VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT;

VkBuffer make_buffer(const Gpu &gpu, VkDeviceSize size)
{
    VkExternalMemoryBufferCreateInfo external{};
    external.sType = VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_BUFFER_CREATE_INFO;
    external.handleTypes = nt;
    VkBufferCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;
    info.pNext = &external;
    info.size = size;
    info.usage = VK_BUFFER_USAGE_TRANSFER_DST_BIT;
    VkBuffer buffer = VK_NULL_HANDLE;
    CHECK(vkCreateBuffer(gpu.device, &info, nullptr, &buffer));
    return buffer;
}

VkImage make_image(const Gpu &gpu)
{
    VkExternalMemoryImageCreateInfo external{};
    external.sType = VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_IMAGE_CREATE_INFO;
    external.handleTypes = nt;
    VkImageCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO;
    info.pNext = &external;
    info.imageType = VK_IMAGE_TYPE_2D;
    info.format = VK_FORMAT_B8G8R8A8_UNORM;
    info.extent = {640, 360, 1};
    info.mipLevels = 1;
    info.arrayLayers = 1;
    info.samples = VK_SAMPLE_COUNT_1_BIT;
    info.usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    VkImage image = VK_NULL_HANDLE;
    CHECK(vkCreateImage(gpu.device, &info, nullptr, &image));
    return image;
}

// Import into another device and compare the bytes; `next` may dedicate.
void expect_bytes(const Gpu &gpu, const Piece &piece, const Handle &handle,
                  const void *next, const std::string &expected)
{
    VkImportMemoryWin32HandleInfoKHR imported{};
    imported.sType = VK_STRUCTURE_TYPE_IMPORT_MEMORY_WIN32_HANDLE_INFO_KHR;
    imported.pNext = next;
    imported.handleType = VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_WIN32_BIT;
    imported.handle = handle.value();
    VkMemoryAllocateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO;
    info.pNext = &imported;
    info.allocationSize = piece.block;
    info.memoryTypeIndex = piece.type;
    VkDeviceMemory memory = VK_NULL_HANDLE;
    CHECK(vkAllocateMemory(gpu.device, &info, nullptr, &memory));
    void *data = nullptr;
    CHECK(vkMapMemory(gpu.device, memory, piece.offset, piece.size, 0, &data));
    check(std::memcmp(data, expected.data(), expected.size()) == 0,
          "the import shows the exporter's bytes");
    vkFreeMemory(gpu.device, memory, nullptr);
}

void write_bytes(const Gpu &gpu, const Piece &piece, const std::string &text)
{
    void *data = nullptr;
    CHECK(vkMapMemory(gpu.device, piece.memory, piece.offset, piece.size, 0,
                      &data));
    std::memcpy(data, text.data(), text.size());
    vkUnmapMemory(gpu.device, piece.memory);
}

void run()
{
    Gpu exporter, importer;
    std::vector<VkBuffer> buffers;
    {
        Allocator allocator(exporter, nt);
        for (int i = 0; i < 40; i++) {
            buffers.push_back(make_buffer(exporter, 1000000));
            const Piece piece = allocator.allocate(buffers.back());
            const std::string text = "buffer " + std::to_string(i);
            write_bytes(exporter, piece, text);
            const Handle first = allocator.share(piece.memory);
            const Handle second = allocator.share(piece.memory);
            check(first.value() != second.value(), "each caller has its own");
            DWORD flags = 9;
            CHECK(GetHandleInformation(first.value(), &flags) != FALSE);
            check(flags == 0, "a plain handle");
            expect_bytes(importer, piece, first, nullptr, text);
            expect_bytes(importer, piece, second, nullptr, text);
        }

        VkImage image = make_image(exporter), like = make_image(importer);
        const Piece piece = allocator.allocate_dedicated(image);
        write_bytes(exporter, piece, "texels");
        VkMemoryDedicatedAllocateInfo dedicated{};
        dedicated.sType = VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO;
        dedicated.image = like;
        expect_bytes(importer, piece, allocator.share(piece.memory), &dedicated,
                     "texels");
        vkDestroyImage(exporter.device, image, nullptr);
        vkDestroyImage(importer.device, like, nullptr);
    }
    for (VkBuffer buffer : buffers)
        vkDestroyBuffer(exporter.device, buffer, nullptr);
}

} // namespace

int main()
{
    try {
        run();
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
