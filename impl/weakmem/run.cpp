/* weakmem [--bound K] [--random N] [--seconds S] [--weaken PLACE] [--list]
 *         [CLIENT]...
 *
 * For each client: N random schedules, then all schedules of at most 0, 1, ... K
 * context switches that no thread asked for. --weaken FILE:FROM:TO:ORDER replaces
 * the order of the accesses between two lines, --weaken-failure that of failed
 * compare-and-swaps, ORDER as the compiler counts: 0 relaxed, 2 acquire, 3
 * release. A client's time may end that early;
 * the line then says at which bound. Exit status 1: a client does not hold, and
 * its trace was printed. 2: time was too short for a bound.
 */
#include "run.hpp"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <ostream>
#include <streambuf>
#include <sys/wait.h>
#include <unistd.h>

extern "C" {
void client_add(const struct client *client);
struct cache;
struct cache *hli_cache_attach(void);
}

namespace
{

const int CLIENTS_MOST = 200;
const struct client *clients[CLIENTS_MOST];
int client_count;

int bound_usual = 3;
long random_usual = 20000;
double seconds = 60;

double ends;
long executions;
int bound_now; /* -1: random */
int bounds_done = -1;
std::string name_now;

/* FILE:FROM:TO:ORDER. */
void weaken(const char *text, bool of_failure)
{
    static char file[200];
    int from, to, order;

    if (std::sscanf(text, "%199[^:]:%d:%d:%d", file, &from, &to, &order) != 4) {
        std::fprintf(stderr, "weakmem: not FILE:FROM:TO:ORDER: %s\n", text);
        std::exit(64);
    }
    simulator_weaken(file, from, to, order, of_failure);
}

double clock_now()
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) +
           static_cast<double>(now.tv_nsec) * 1e-9;
}

std::string short_name(const struct client *client)
{
    std::string name = client->name;

    name = name.substr(name.rfind('/') + 1);
    return name.substr(0, name.rfind('.'));
}

/* Where relacy writes: it takes over `new` while it runs, so nothing here may
 * grow. */
class fixed_buffer : public std::streambuf
{
    char text[1 << 22];

  public:
    fixed_buffer()
    {
        setp(text, text + sizeof text);
    }

    std::string written() const
    {
        return std::string(text, static_cast<size_t>(pptr() - text));
    }
};

fixed_buffer report_buffer, progress_buffer;
std::ostream report(&report_buffer), progress(&progress_buffer);

/* The end for want of time: no test failed. */
[[noreturn]] void cut()
{
    std::printf("CUT  %-48s bound %d complete, not %d; %ld executions\n",
                name_now.c_str(), bounds_done, bound_now, executions);
    std::fflush(stdout);
    _exit(2);
}

/* Lines of relacy's own, that say nothing of the client. */
bool is_said(const std::string &line)
{
    return line.find("> mutex:") == std::string::npos &&
           line.find("relacy/context.hpp") == std::string::npos;
}

/* relacy's report without what it says twice: `[step] thread: what, where`. */
void print_failure(const std::string &text)
{
    size_t at = text.find("\n") + 1;
    size_t end = text.find("\nthread 0:");

    std::printf("FAIL %s: %s, after %ld executions\n", name_now.c_str(),
                bound_now < 0 ? "random schedule"
                              : ("bound " + std::to_string(bound_now)).c_str(),
                executions);
    while (at < end && at < text.size()) {
        size_t next = text.find("\n", at);
        std::string line = text.substr(at, next - at);
        if (is_said(line))
            std::printf("    %s\n", line.c_str());
        at = next == std::string::npos ? next : next + 1;
    }
}

bool hold(const struct client *client, rl::test_params &params)
{
    bool held;

    params.output_stream = &report;
    params.progress_stream = &progress;
    params.execution_depth_limit = 20000;
    held = simulate(client, params);
    if (!held)
        print_failure(report_buffer.written());
    return held;
}

void set_up(const struct client *client)
{
    int threads = client->thread[2] != nullptr ? 3 : 2;

    for (int i = threads; i-- > 0 && !client->is_cold;) {
        simulator_be(i);
        (void)hli_cache_attach();
    }
    if (client->setup != nullptr)
        client->setup();
    for (int i = 0; i < threads && client->prepare != nullptr; i++) {
        simulator_be(i);
        client->prepare(i);
    }
    simulator_be(0);
    arena_keep();
}

int run(const struct client *client)
{
    rl::test_params params;
    double begun = clock_now();
    int bound = client->bound != 0 ? client->bound : bound_usual;

    name_now = short_name(client);
    ends = begun + seconds;
    set_up(client);
    bound_now = -1;
    params.search_type = rl::sched_random;
    params.iteration_count = static_cast<rl::iteration_t>(random_usual);
    /* These take ten times as long. */
    if (client->is_cold)
        params.iteration_count /= 10;
    if (random_usual != 0 && !hold(client, params))
        return 1;
    for (bound_now = 0; bound_now <= bound; bound_now++) {
        rl::test_params exhaustive;
        exhaustive.search_type = rl::sched_bound;
        exhaustive.context_bound = static_cast<unsigned>(bound_now);
        if (!hold(client, exhaustive))
            return 1;
        bounds_done = bound_now;
    }
    std::printf("ok   %-48s bound %d, %ld executions, %.1f s", name_now.c_str(),
                bound, executions, clock_now() - begun);
    if (simulator_weakened() != 0)
        std::printf(", %ld accesses weakened", simulator_weakened());
    std::printf("\n");
    return 0;
}

/* A process for each: a simulation cannot be left halfway. */
int run_apart(const struct client *client)
{
    int status = 0;
    pid_t child;

    std::fflush(stdout);
    child = fork();
    if (child == 0) {
        int answer = run(client);
        std::fflush(stdout);
        _exit(answer);
    }
    if (child < 0 || waitpid(child, &status, 0) != child)
        return 1;
    if (WIFEXITED(status))
        return WEXITSTATUS(status);
    std::printf("FAIL %s: killed by signal %d\n", short_name(client).c_str(),
                WTERMSIG(status));
    return 1;
}

} // namespace

void client_add(const struct client *client)
{
    if (client_count < CLIENTS_MOST)
        clients[client_count++] = client;
}

void run_count(void)
{
    executions++;
    if (executions % 64 == 0 && clock_now() > ends)
        cut();
}

std::string source_of(const void *address)
{
    char command[128], line[256] = "?";
    FILE *tool;

    std::snprintf(command, sizeof command, "addr2line -s -e /proc/%d/exe %p",
                  getpid(), address);
    tool = popen(command, "r");
    if (tool != nullptr) {
        if (std::fgets(line, sizeof line, tool) != nullptr)
            line[std::strcspn(line, "\n")] = '\0';
        pclose(tool);
    }
    return line;
}

int main(int count, char **argument)
{
    int worst = 0;
    int first = 1;

    for (; first < count && argument[first][0] == '-'; first += 2) {
        std::string option = argument[first];
        if (option == "--list") {
            for (int i = 0; i < client_count; i++)
                std::printf("%s\n", short_name(clients[i]).c_str());
            return 0;
        }
        if (first + 1 == count) {
            std::fprintf(stderr, "weakmem: %s lacks a number\n",
                         option.c_str());
            return 64;
        }
        if (option == "--bound")
            bound_usual = std::atoi(argument[first + 1]);
        else if (option == "--random")
            random_usual = std::atol(argument[first + 1]);
        else if (option == "--weaken" || option == "--weaken-failure")
            weaken(argument[first + 1], option == "--weaken-failure");
        else
            seconds = std::atof(argument[first + 1]);
    }
    for (int i = 0; i < client_count; i++) {
        bool chosen = first == count;
        for (int k = first; k < count; k++)
            chosen = chosen || short_name(clients[i]) == argument[k];
        if (chosen) {
            int answer = run_apart(clients[i]);
            worst = answer == 1 || worst == 1 ? 1
                    : answer > worst          ? answer
                                              : worst;
        }
    }
    return worst;
}
