#include "platform/ledger/witnesses.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "core/log.h"
#include "core/text.h"

namespace dongson::ledger {

namespace {

constexpr std::size_t kLongestAnswer = 64 << 10;

struct HttpAnswer {
    long status = 0;
    std::string body;
};

HttpAnswer Post(const std::string& url, const std::string& body) {
    const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), curl_easy_cleanup);
    HttpAnswer answer;
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers(
        curl_slist_append(curl_slist_append(nullptr, "Expect:"), "Content-Type: text/plain"), curl_slist_free_all);
    curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 10L);
    curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, 5L);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer.body);
    curl_easy_setopt(
        curl.get(), CURLOPT_WRITEFUNCTION, +[](char* bytes, std::size_t size, std::size_t count, void* data) {
            auto& text = *static_cast<std::string*>(data);
            if (text.size() + size * count > kLongestAnswer) return std::size_t{0};
            text.append(bytes, size * count);
            return size * count;
        });
    if (const auto code = curl_easy_perform(curl.get()); code != CURLE_OK) throw std::runtime_error(curl_easy_strerror(code));
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer.status);
    return answer;
}

}  // namespace

Witnesses::Witnesses(std::vector<WitnessAddress> witnesses) {
    for (auto& witness : witnesses) {
        const auto key = ParseVerifier(witness.key);
        if (!key || key->kind != KeyKind::witness) throw std::runtime_error("not a witness's key: " + witness.key);
        witnesses_.push_back({std::move(witness.url), std::move(witness.key), *key});
    }
}

std::string Witnesses::Keys() const {
    std::string keys;
    for (const auto& witness : witnesses_) keys += (keys.empty() ? "" : " ") + witness.text;
    return keys;
}

// The lines of signatures, once they are true; throws with the reason why there are none.
std::string Witnesses::Ask(One& witness, const std::string& note, std::int64_t size, const Prove& prove) {
    HttpAnswer answer;
    for (int attempt = 0; attempt < 2; ++attempt) {
        auto body = fmt::format("old {}\n", witness.seen);
        for (const auto& hash : prove(witness.seen)) body.append(Base64(BytesOf(hash))).append("\n");
        answer = Post(witness.url + "/add-checkpoint", body + "\n" + note);
        if (answer.status != 409) break;
        // It knows another size: the answer is that number, and it is asked once more from there.
        std::int64_t known = -1;
        const auto text = Trim(answer.body);
        std::from_chars(text.data(), text.data() + text.size(), known);
        if (known < 0 || known > size)
            throw std::runtime_error(fmt::format("{} has seen {} entries, this log has {}", witness.key.name, text, size));
        witness.seen = known;
    }
    if (answer.status != 200) throw std::runtime_error(fmt::format("{} answered {}", witness.key.name, answer.status));
    const auto cosigned = ParseNote(note + answer.body);
    if (!cosigned || !CosignedAt(*cosigned, witness.key))
        throw std::runtime_error(witness.key.name + " answered with a false cosignature");
    witness.seen = size;
    return answer.body;
}

std::pair<std::string, int> Witnesses::Cosign(const std::string& note, std::int64_t size, const Prove& prove) {
    auto cosigned = note;
    int count = 0;
    for (auto& witness : witnesses_) {
        try {
            cosigned += Ask(witness, note, size, prove);
            ++count;
            witness.silent = false;
        } catch (const std::exception& error) {
            // Said once, until it answers again.
            if (!witness.silent)
                Log(Severity::warning, "LEDGER_WITNESS_SILENT", {{"witness", witness.url}, {"error", error.what()}});
            witness.silent = true;
        }
    }
    return {cosigned, count};
}

}  // namespace dongson::ledger
