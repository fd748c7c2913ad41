// The keys of sealed personal data: which there are, what lies under each, and a new one in place of the current.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <thread>

#include "commands/commands.h"
#include "commands/house.h"
#include "core/command_line.h"
#include "platform/sealing/columns.h"
#include "platform/sealing/keyring.h"
#include "platform/sealing/keys_in_use.h"

namespace dongson::commands {

namespace {

using sealing::Key;
using sealing::Keyring;
using sealing::KeyState;

// A program that runs looks at the ring once a second.
constexpr auto kUntilAllKnow = std::chrono::milliseconds(2500);

struct Opened {
    std::unique_ptr<House> house;
    std::string path;
};

// Beside a server, and beside no other command on the keys.
Result<Opened> Open(const Arguments& arguments) {
    auto configuration = ReadConfiguration(arguments);
    if (!configuration) return std::unexpected(configuration.error());
    configuration->roles = {"keys"};
    auto house = House::Open(*configuration);
    if (!house) return std::unexpected(house.error());
    return Opened{std::move(*house), sealing::PathOfKeys(configuration->data)};
}

int List(const Opened& opened) {
    const auto ring = Keyring::Read(opened.path);
    if (!ring) return Complain(ring.error(), 1);
    opened.house->database().Read([&](storage::Transaction& tx) {
        for (const auto& key : ring->keys)
            fmt::print("{} {:8} made {}: {} values\n", key.id, sealing::WordOf(key.state), key.made,
                       sealing::CountUnder(tx, key.id));
        for (const auto& column : sealing::Columns()) {
            const auto counted = sealing::CountOf(tx, column);
            fmt::print("{}.{}: {} sealed, {} under another key, {} in clear\n", column.table, column.name, counted.sealed_now,
                       counted.sealed_other, counted.clear);
        }
        return 0;
    });
    return 0;
}

void Save(const Opened& opened, const Keyring& ring) {
    ring.Write(opened.path);
    std::fflush(stdout);
    std::this_thread::sleep_for(kUntilAllKnow);
}

// Each step is written down before the next, and begun again it goes on where it was cut short.
int Rotate(const Opened& opened) {
    auto& database = opened.house->database();
    auto ring = Keyring::Read(opened.path);
    if (!ring) return Complain(ring.error(), 1);
    if (ring->In(KeyState::leaving) == nullptr) {
        if (ring->In(KeyState::coming) == nullptr)
            ring->keys.push_back(Key::Fresh(opened.house->platform().clock.Now().LocalDate().Iso(), KeyState::coming));
        const auto id = ring->In(KeyState::coming)->id;
        fmt::print("{}: made; every program that runs learns of it\n", id);
        Save(opened, *ring);
        sealing::NoteInUse(database, id);
        ring->In(KeyState::current)->state = KeyState::leaving;
        ring->In(KeyState::coming)->state = KeyState::current;
        fmt::print("{}: current; what is written is sealed with it\n", id);
        Save(opened, *ring);
    }
    const auto current = ring->In(KeyState::current)->id, leaving = ring->In(KeyState::leaving)->id;
    std::int64_t sealed = 0;
    // Until a pass finds nothing: what was being written while the first went by is there for the second.
    for (std::int64_t now = -1; now != 0; sealed += now) now = sealing::SealAll(database, [] { return true; });
    sealing::SetComplete(database, current);
    ring->In(KeyState::leaving)->state = KeyState::retired;
    ring->Write(opened.path);
    fmt::print("{} values sealed anew; {} is retired, and read only what comes back from a backup\n", sealed, leaving);
    return 0;
}

int Drop(const Opened& opened, const std::string& id) {
    auto ring = Keyring::Read(opened.path);
    if (!ring) return Complain(ring.error(), 1);
    const auto* key = ring->Find(id);
    if (key == nullptr || key->state != KeyState::retired)
        return Complain({"PERSONAL_KEYS", Say("{1} is no retired key; dongson keys list says which are", id), ""}, 1);
    auto& database = opened.house->database();
    const auto under = database.Read([&](storage::Transaction& tx) { return sealing::CountUnder(tx, id); });
    if (under > 0)
        return Complain({"PERSONAL_KEYS",
                         Say("{1} values lie under {2} still; run dongson keys rotate first", std::to_string(under), id), ""},
                        1);
    sealing::ForgetInUse(database, id);
    std::erase_if(ring->keys, [&](const Key& other) { return other.id == id; });
    ring->Write(opened.path);
    fmt::print("{}: gone; a backup from its time keeps its own\n", id);
    return 0;
}

}  // namespace

int Keys(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, {"config", "data", "database"}, {});
    if (!arguments) return Complain(arguments.error(), 2);
    const auto& words = arguments->words;
    const bool list = words == std::vector<std::string>{"list"}, rotate = words == std::vector<std::string>{"rotate"};
    const bool drop = words.size() == 2 && words[0] == "drop";
    if (!list && !rotate && !drop) return Complain({"COMMAND_WORDS", Say("see dongson keys --help"), ""}, 2);
    const auto opened = Open(*arguments);
    if (!opened) return Complain(opened.error(), 1);
    if (list) return List(*opened);
    return rotate ? Rotate(*opened) : Drop(*opened, words[1]);
}

}  // namespace dongson::commands
