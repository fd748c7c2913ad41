#include <memory>

#include "core/text.h"
#include "modules/open_data/actions/describe.h"
#include "modules/open_data/actions/serve_readers.h"
#include "modules/open_data/delivery/archive.h"
#include "modules/open_data/delivery/database_file.h"
#include "modules/open_data/delivery/features.h"
#include "modules/open_data/delivery/made_file.h"
#include "modules/open_data/delivery/spreadsheet.h"
#include "modules/open_data/domain/delivery.h"
#include "modules/open_data/http/handlers.h"
#include "modules/open_data/http/table_query.h"
#include "modules/open_data/http/views.h"
#include "modules/open_data/metadata/json_descriptions.h"
#include "modules/open_data/table/rows_out.h"
#include "platform/files/files.h"
#include "web/layout.h"

namespace dongson::open_data {

namespace {

using Pieces = std::function<bool(std::string& piece)>;

web::Response Attachment(std::string_view type, const std::string& name) {
    web::Response response;
    response.type = type;
    response.With("content-security-policy", "default-src 'none'; sandbox");
    response.With("content-disposition", "attachment; filename*=UTF-8''" + web::PathStep(name));
    response.With("access-control-allow-origin", "*");
    return response;
}

std::string MadeFolder(const AnyRequest& request) {
    return request.platform.data_folder + "/made";
}

web::Response OriginalFile(const AnyRequest& request, const Version& version) {
    const auto file =
        request.platform.storage.Read([&](storage::Transaction& tx) { return files::FileStore::Find(tx, version.file); });
    if (!file) return web::RefusalPage(Refusal::NotFound(Say("Không còn tệp gốc của phiên bản này.")));
    auto response = Attachment("application/octet-stream", file->name);
    response.file = web::FileBody{request.platform.files.PathOf(*file), file->size};
    return response;
}

RowFormat RowFormatOf(Delivered kind) {
    static constexpr RowFormat kFormats[] = {RowFormat::csv, RowFormat::csv_for_sheets, RowFormat::tsv, RowFormat::json,
                                             RowFormat::ndjson};
    return kFormats[static_cast<std::size_t>(kind)];
}

Result<Pieces> PiecesOf(const AnyRequest& request, const Named& named, Delivered kind) {
    auto query = ReadTableQuery(request.http.query, named.table->schema());
    if (!query) return std::unexpected(query.error());
    auto chosen = Selection::Of(named.table, std::move(query->choice));
    if (!chosen) return std::unexpected(chosen.error());
    const auto selection = std::make_shared<const Selection>(*std::move(chosen));
    const auto columns = ColumnsOr(named.table->schema(), query->columns);
    switch (kind) {
        case Delivered::xlsx:
            if (auto refusal = RefuseSheet(*selection)) return std::unexpected(std::move(*refusal));
            return open_data::PiecesOf(MadeFolder(request),
                                       [=, title = named.resource.title, source = named.dataset.source](const std::string& path) {
                                           WriteSheet(*selection, {.columns = columns, .title = title, .source = source}, path);
                                       });
        case Delivered::sqlite:
            return open_data::PiecesOf(MadeFolder(request), [=, name = named.resource.slug](const std::string& path) {
                WriteDatabase(*selection, {.columns = columns, .table = name}, path);
            });
        case Delivered::geojson: {
            const auto mapping = FindMapping(named.table->schema());
            if (!mapping)
                return std::unexpected(Refusal::NotFound(
                    Say("Bảng này không có tọa độ hay mã xã, mã tỉnh, nên không có dạng GeoJSON. Hãy tải CSV.")));
            return [out = std::make_shared<FeaturesOut>(selection, *mapping, columns)](std::string& piece) {
                return out->Next(piece);
            };
        }
        default:
            return [out = std::make_shared<RowsOut>(*selection, columns, RowFormatOf(kind))](std::string& piece) {
                return out->Next(piece);
            };
    }
}

}  // namespace

web::Response DownloadVersion(Portal& portal, const AnyRequest& request) {
    auto named = FindVersion(portal, request);
    if (!named) return web::RefusalPage(named.error());
    if (request.http.method == web::Method::get && !request.http.Parameter("format").ends_with(".json"))
        CountDownload(request.platform, named->resource.id,
                      {request.http.address, std::string(request.http.Header("user-agent"))});
    const auto wanted = request.http.Parameter("format");
    // W3C CSVW 5.2: the description of "…/csv" is looked for at "…/csv-metadata.json".
    if (wanted == "csv-metadata.json") {
        const DescribedTable table{.resource = named->resource, .version = named->version};
        const auto described = request.platform.storage.Read(
            [&](storage::Transaction& tx) { return Describe(request.platform, tx, named->dataset); });
        auto response = web::Bytes(CsvwOf(TellerOf(request.platform), described, table), "application/csvm+json");
        response.With("access-control-allow-origin", "*");
        return response;
    }
    const auto* delivery = FindDelivery(wanted);
    if (delivery == nullptr) return web::RefusalPage(Refusal::NotFound(Say("Không có dạng tải về “{1}”.", std::string(wanted))));
    if (delivery->kind == Delivered::original) return OriginalFile(request, named->version);
    auto pieces = PiecesOf(request, *named, delivery->kind);
    if (!pieces) return web::RefusalPage(pieces.error());
    auto response = Attachment(delivery->type, named->dataset.slug + "-" + named->resource.slug + "-v" +
                                                   std::to_string(named->version.number) + std::string(delivery->ending));
    if (delivery->kind == Delivered::csv)
        response.With("link", "<csv-metadata.json>; rel=\"describedby\"; type=\"application/csvm+json\"");
    response.pieces = *std::move(pieces);
    return response;
}

web::Response DownloadDataset(Portal& portal, const AnyRequest& request) {
    auto named = FindDataset(request, request.http.Parameter("dataset"));
    if (!named) return web::RefusalPage(named.error());
    const auto described = request.platform.storage.Read(
        [&](storage::Transaction& tx) { return Describe(request.platform, tx, std::move(named->dataset)); });
    std::vector<ArchivedTable> tables;
    for (const auto& table : described.tables) {
        auto open = portal.TableOf(table.version.id);
        if (!open) return web::RefusalPage(open.error());
        tables.push_back({FileNameOf(table), *std::move(open)});
    }
    const auto teller = TellerOf(request.platform);
    std::vector<ArchivedText> texts{
        {"datapackage.json", DataPackageOf(teller, described, Paths::within)},
        {"DOC-TRUOC.txt", described.dataset.title + "\n\n" + described.dataset.notes + "\n\n" + described.unit + "\n" +
                              described.dataset.source + "\n" + teller.base_url + DatasetPath(described.dataset) + "\n"}};
    auto response = Attachment("application/zip", described.dataset.slug + ".zip");
    response.pieces = open_data::PiecesOf(
        MadeFolder(request),
        [texts = std::move(texts), tables = std::move(tables)](const std::string& path) { WriteArchive(texts, tables, path); });
    return response;
}

}  // namespace dongson::open_data
