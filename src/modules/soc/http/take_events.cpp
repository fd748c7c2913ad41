// Events that programs bring over HTTP. What is answered with 200 is on disk.
#include <algorithm>
#include <boost/json.hpp>
#include <fstream>

#include "core/bytes.h"
#include "core/inflate.h"
#include "core/temporary_file.h"
#include "core/text.h"
#include "modules/soc/actions/import_events.h"
#include "modules/soc/actions/keep_source.h"
#include "modules/soc/collect/event_log.h"
#include "modules/soc/http/handlers.h"

namespace dongson::soc {

namespace {

namespace json = boost::json;

constexpr std::size_t kMostBytes = 128 << 20;  // unpacked

// Bearer TOKEN, ApiKey BASE64(id:TOKEN) or a bare one, Basic BASE64(anybody:TOKEN).
std::string TokenIn(const web::Request& http) {
    const std::string_view header = http.Header("authorization");
    const std::size_t blank = header.find(' ');
    if (blank == std::string_view::npos) return "";
    const std::string kind = Lower(header.substr(0, blank));
    const std::string_view value = Trim(header.substr(blank + 1));
    if (kind == "bearer") return std::string(value);
    if (kind != "basic" && kind != "apikey") return "";
    const auto plain = FromBase64(value);
    if (!plain) return std::string(value);
    const std::size_t colon = plain->find(':');
    return colon == std::string::npos ? *plain : plain->substr(colon + 1);
}

// The source that may send, or the answer for one that may not.
Result<Source> SenderOf(Centre& centre, const web::Request& http) {
    const std::string token = TokenIn(http);
    const auto sources = centre.watcher().sources();
    const Source* source = token.empty() ? nullptr : sources->OfMark(Recognition::token, MarkOfToken(token));
    if (source != nullptr) return *source;
    centre.watcher().Lost(kNobody, Unkept::unknown_sender, 1);
    return std::unexpected(Refusal{"SOC_SENDER_UNKNOWN", Say("Mã truy cập của nguồn không đúng. Đăng ký nguồn để được cấp mã."),
                                   "", RefusalKind::forbidden});
}

Result<std::string> BodyOf(const web::Request& http) {
    const std::string encoding = Lower(http.Header("content-encoding"));
    if (encoding.empty() || encoding == "identity") return http.body;
    if (encoding != "gzip" && encoding != "deflate")
        return std::unexpected(Refusal{"SOC_ENCODING", Say("Chỉ nhận gzip hoặc không nén, không nhận {1}.", encoding), ""});
    auto body = Inflate(http.body, kMostBytes);
    if (!body)
        return std::unexpected(Refusal{
            "SOC_ENCODING", Say("Dữ liệu nén hỏng, hoặc lớn quá {1} MB sau khi mở.", std::to_string(kMostBytes >> 20)), ""});
    return std::move(*body);
}

web::Response Unauthorised(const Refusal& refusal) {
    auto response = web::Problem(refusal);
    response.status = 401;
    response.With("www-authenticate", "Bearer");
    return response;
}

// Visits the lines without their ends.
template <class Visit>
void ForEachLine(std::string_view text, Visit&& visit) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        text.remove_prefix(std::min(end + 1, text.size()));
        visit(line);
    }
}

web::Response DiskRefuses(const std::exception& error) {
    return web::Problem(Refusal{"SOC_STORE_REFUSED", Say("Chưa lưu được sự kiện: {1}. Giữ lại và gửi lại sau.", error.what()), "",
                                RefusalKind::unavailable});
}

web::Response TakeEventLog(Centre& centre, const Source& source, const std::string& bytes) {
    const TemporaryFile file(centre.platform().data_folder + "/event-log-" + std::to_string(FreshId()));
    try {
        std::ofstream written(file.path(), std::ios::binary);
        written.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        written.close();
        if (!written) throw std::runtime_error("cannot write " + file.path());
        const auto imported = ImportEvents(centre, source, file.path());
        if (!imported) return web::Problem(imported.error());
        return web::Json(json::serialize(json::object{{"received", imported->received},
                                                      {"stored", imported->stored},
                                                      {"refused", imported->received - imported->stored},
                                                      {"damaged", imported->damaged}}));
    } catch (const std::runtime_error& error) {
        return DiskRefuses(error);
    }
}

}  // namespace

web::Response TakeLines(Centre& centre, const AnyRequest& request) {
    const auto source = SenderOf(centre, request.http);
    if (!source) return Unauthorised(source.error());
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    if (IsEventLog(*body)) return TakeEventLog(centre, *source, *body);
    std::vector<Offered> events;
    const Instant now = request.platform.clock.Now();
    ForEachLine(*body, [&](std::string_view line) {
        if (Trim(line).empty()) return;
        events.push_back({source->number, line.starts_with('{') ? Shape::json : Shape::text, now, std::string(line)});
    });
    const std::size_t given = events.size();
    try {
        const auto outcomes = centre.watcher().Take(std::move(events));
        const auto kept = static_cast<std::size_t>(std::ranges::count_if(outcomes, [](const auto& outcome) { return !outcome; }));
        return web::Json(json::serialize(json::object{{"received", given}, {"stored", kept}, {"refused", given - kept}}));
    } catch (const std::runtime_error& error) {
        return DiskRefuses(error);
    }
}

// Pairs of lines: what is to be done, and the document; "delete" has none. Documents become events, whatever the index.
web::Response TakeBulk(Centre& centre, const AnyRequest& request) {
    const auto source = SenderOf(centre, request.http);
    if (!source) return Unauthorised(source.error());
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    std::vector<Offered> events;
    struct Item {
        std::string action;
        bool document = false;
    };
    std::vector<Item> items;
    const Instant now = request.platform.clock.Now();
    bool wants_document = false;
    ForEachLine(*body, [&](std::string_view line) {
        if (wants_document) {
            events.push_back({source->number, Shape::json, now, std::string(line)});
            items.back().document = true;
            wants_document = false;
            return;
        }
        if (Trim(line).empty()) return;
        boost::system::error_code error;
        const auto action = json::parse(line, error);
        const bool known = !error && action.is_object() && action.get_object().size() == 1;
        items.push_back({known ? std::string(action.get_object().begin()->key()) : "", false});
        wants_document = known && (items.back().action == "index" || items.back().action == "create");
    });
    std::vector<std::optional<Unkept>> outcomes;
    try {
        outcomes = centre.watcher().Take(std::move(events));
    } catch (const std::runtime_error& error) {
        return DiskRefuses(error);
    }
    json::array answers;
    auto outcome = outcomes.begin();
    bool errors = false;
    for (const Item& item : items) {
        const bool stored = item.document && !*outcome;
        if (item.document) ++outcome;
        errors = errors || !stored;
        json::object answer{{"_index", request.http.Parameter("index")},
                            {"_id", ""},
                            {"status", stored          ? 201
                                       : item.document ? 429
                                                       : 400}};
        if (stored) {
            answer["result"] = "created";
        } else {
            answer["error"] = json::object{
                {"type", item.document ? "es_rejected_execution_exception" : "illegal_argument_exception"},
                {"reason", item.document ? "refused: over the source's quota, or too long" : "only index and create are taken"}};
        }
        answers.push_back(json::object{{item.action.empty() ? "index" : item.action, std::move(answer)}});
    }
    return web::Json(json::serialize(json::object{{"took", 1}, {"errors", errors}, {"items", std::move(answers)}}));
}

// What shippers ask before they send anything.
web::Response ShowBulkInfo(Centre&, const AnyRequest&) {
    auto response = web::Json(
        R"({"name":"dongson","cluster_name":"dongson","version":{"number":"8.0.0","build_flavor":"default"},"tagline":"You Know, for Search"})");
    response.With("x-elastic-product", "Elasticsearch");
    return response;
}

}  // namespace dongson::soc
