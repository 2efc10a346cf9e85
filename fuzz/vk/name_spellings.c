/* The names that an op can choose. Names 1 to 3 are distinct; 4 is another
 * spelling of 1; 5 (empty) and 6 (with a backslash) are invalid. */
#include "name_spellings.h"

static const uint16_t names[VKF_NAME_MAX][16] = {
    {'h', 'l', '-', 'v', 'k', 'f', '-', '1'},
    {'h', 'l', '-', 'v', 'k', 'f', '-', '2'},
    {'H', 'L', '-', 'V', 'K', 'F', '-', '3'},
    {'L', 'o', 'c', 'a', 'l', '\\', 'H', 'L', '-', 'V', 'K', 'F', '-', '1'},
    {0},
    {'h', 'l', '\\', 'v', 'k', 'f'},
};

LPCWSTR vkf_name_text(uint32_t choice)
{
    return choice == 0 ? NULL : (LPCWSTR)names[choice - 1u];
}

uint32_t vkf_name_number(uint32_t choice)
{
    static const uint32_t numbers[VKF_NAME_MAX] = {
        1, 2, 3, 1, VKM_NAME_BAD, VKM_NAME_BAD};
    return choice == 0 ? 0 : numbers[choice - 1u];
}
