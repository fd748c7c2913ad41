#include "modules/soc/ship/click_house.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "core/log.h"
#include "core/text.h"

namespace dongson::soc {

namespace {

constexpr long kConnectMilliseconds = 5000, kMilliseconds = 60'000;
constexpr std::size_t kMostAnswer = 4000;

std::size_t Keep(char* bytes, std::size_t size, std::size_t count, void* into) {
    auto& answer = *static_cast<std::string*>(into);
    answer.append(bytes, std::min(size * count, kMostAnswer - std::min(kMostAnswer, answer.size())));
    return size * count;
}

// 2026-11-28 02:16:31, in UTC; within what ClickHouse's Date and DateTime can say.
std::string Second(Instant time) {
    constexpr Instant kLast{4'291'747'199'000};  // 2105-12-31 23:59:59
    std::string text = std::clamp(time, Instant{0}, kLast).Rfc3339().substr(0, 19);
    text[10] = ' ';
    return text;
}

}  // namespace

std::string ClickHouseRows(const std::vector<StoredEvent>& events) {
    std::string rows;
    for (const StoredEvent& event : events) {
        rows += R"({"day":")" + Second(event.record.time).substr(0, 10) + R"(","time":")" + Second(event.record.time) +
                R"(","time_ms":)" + std::to_string(event.record.time.ms) + R"(,"received_ms":)" +
                std::to_string(event.record.received.ms) + R"(,"source":)" + std::to_string(event.record.source) +
                R"(,"stream":)" + JsonQuote(event.key.stream) + R"(,"number":)" + std::to_string(event.key.number) +
                R"(,"shape":")" + std::string(ShapeWord(event.record.shape)) + R"(","raw":)" + JsonQuote(MendUtf8(event.bytes)) +
                "}\n";
    }
    return rows;
}

void ClickHouse::Deliver(const std::vector<StoredEvent>& events) {
    const std::string table = settings_.database + "." + settings_.table;
    if (!made_)
        Ask("CREATE TABLE IF NOT EXISTS " + table +
                " (day Date, time DateTime('UTC'), time_ms Int64, received_ms Int64, source UInt32, stream String, number UInt64,"
                " shape String, raw String) ENGINE = ReplacingMergeTree PARTITION BY toYYYYMM(day)"
                " ORDER BY (day, source, stream, number, received_ms)",
            "");
    made_ = true;
    try {
        Ask("INSERT INTO " + table + " FORMAT JSONEachRow", ClickHouseRows(events));
    } catch (const std::runtime_error&) {
        made_ = false;  // somebody may have removed the table
        throw;
    }
}

void ClickHouse::Ask(const std::string& query, const std::string& body) const {
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), &curl_easy_cleanup);
    const std::unique_ptr<char, decltype(&curl_free)> escaped(
        curl_easy_escape(curl.get(), query.c_str(), static_cast<int>(query.size())), &curl_free);
    const std::string url = settings_.url + "/?query=" + escaped.get();
    std::string answer;
    curl_slist* headers = nullptr;
    const auto add = [&](const std::string& line) { headers = curl_slist_append(headers, line.c_str()); };
    add("Expect:");
    add("Content-Type: application/x-ndjson");
    if (!settings_.user.empty()) {
        add("X-ClickHouse-User: " + settings_.user);
        add("X-ClickHouse-Key: " + settings_.password);
    }
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> owned(headers, &curl_slist_free_all);
    curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT_MS, kConnectMilliseconds);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, kMilliseconds);
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, Keep);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer);
    const CURLcode done = curl_easy_perform(curl.get());
    if (done != CURLE_OK) throw std::runtime_error(curl_easy_strerror(done));
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status != 200) throw std::runtime_error("HTTP " + std::to_string(status) + ": " + Shorten(MendUtf8(Trim(answer)), 300));
}

}  // namespace dongson::soc
