#include <boost/json.hpp>

#include "core/text.h"
#include "modules/open_data/actions/kept_tables.h"
#include "modules/open_data/http/handlers.h"
#include "modules/open_data/http/views.h"
#include "modules/open_data/pages/sql_page.h"
#include "modules/open_data/sql/sandbox.h"
#include "web/layout.h"

namespace dongson::open_data {

namespace json = boost::json;

namespace {

// The table is called "data", whatever its address.
Result<std::string> Ask(const AnyRequest& request, const Named& named, const std::string& sql, const SqlLimits& limits) {
    if (sql.empty()) return std::unexpected(Refusal{"SQL_MISSING", Say("Viết một câu SELECT từ bảng “data”."), "sql"});
    return AskSandbox(sql, {{"data", TablePathOf(request.platform, named.version.id)}}, limits);
}

std::string TextOf(const json::value& value) {
    if (value.is_string()) return std::string(value.as_string());
    return value.is_null() ? std::string() : json::serialize(value);
}

}  // namespace

web::Response ApiSql(Portal& portal, const AnyRequest& request) {
    const auto named = FindVersion(portal, request);
    if (!named) return web::Problem(named.error());
    auto answer = Ask(request, *named, request.http.Asked("sql"), {});
    if (!answer) return web::Problem(answer.error());
    auto response = web::Json(*std::move(answer));
    response.With("access-control-allow-origin", "*");
    return response;
}

web::Response ShowSql(Portal& portal, const AnyRequest& request) {
    constexpr std::int64_t kShownRows = 500;
    auto named = FindVersion(portal, request);
    if (!named) return web::RefusalPage(named.error());
    SqlView view{
        .dataset = named->dataset, .resource = named->resource, .version = named->version, .sql = request.http.Asked("sql")};
    if (!view.sql.empty()) {
        const auto answer = Ask(request, *named, view.sql, {.rows = kShownRows});
        if (answer) {
            const auto parsed = json::parse(*answer);
            for (const auto& field : parsed.at("fields").as_array()) view.columns.emplace_back(field.at("id").as_string());
            for (const auto& record : parsed.at("records").as_array()) {
                auto& row = view.rows.emplace_back();
                for (const auto& [name, value] : record.as_object()) row.push_back(Shorten(TextOf(value), 200));
            }
            view.truncated = parsed.as_object().contains("records_truncated");
        } else {
            view.faults = {answer.error()};
        }
    }
    return web::Page(SqlPage(view), view.faults.empty() ? 200 : 422);
}

}  // namespace dongson::open_data
