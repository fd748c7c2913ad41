// A proof file from outside is checked or refused.
#include "platform/ledger/note.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto verifier = dongson::ledger::SigningKey::FromSeed(std::string(32, 's'), "example.vn/so-cai").Verifier();
    if (dongson::ledger::CheckProof({reinterpret_cast<const char*>(data), size}, verifier))
        __builtin_trap();  // nobody signed anything
    return 0;
}
