#include "modules/open_data/delivery/archive.h"

#include <zip.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <stdexcept>

#include "modules/open_data/table/rows_out.h"

namespace dongson::open_data {

namespace {

// What libzip reads from: a table's CSV, made as it is asked for.
struct CsvSource {
    std::shared_ptr<const Table> table;
    std::unique_ptr<RowsOut> rows = {};
    std::string piece = {};
    std::size_t at = 0;
    zip_error_t error = {};

    void Open() {
        rows = std::make_unique<RowsOut>(Selection::Of(table, {}).value(), std::vector<std::size_t>(), RowFormat::csv);
        piece.clear();
        at = 0;
    }
    zip_int64_t Read(char* to, zip_uint64_t size) {
        while (at == piece.size()) {
            piece.clear();
            at = 0;
            if (!rows->Next(piece)) return 0;
        }
        const auto count = std::min<std::size_t>(size, piece.size() - at);
        std::memcpy(to, piece.data() + at, count);
        at += count;
        return static_cast<zip_int64_t>(count);
    }
};

zip_int64_t Serve(void* own, void* data, zip_uint64_t size, zip_source_cmd_t command) {
    auto& source = *static_cast<CsvSource*>(own);
    switch (command) {
        case ZIP_SOURCE_OPEN:
            source.Open();
            return 0;
        case ZIP_SOURCE_READ:
            return source.Read(static_cast<char*>(data), size);
        case ZIP_SOURCE_CLOSE:
            source.rows.reset();
            return 0;
        case ZIP_SOURCE_STAT:
            zip_stat_init(static_cast<zip_stat_t*>(data));
            return sizeof(zip_stat_t);
        case ZIP_SOURCE_ERROR:
            return zip_error_to_data(&source.error, data, size);
        case ZIP_SOURCE_FREE:
            return 0;
        case ZIP_SOURCE_SUPPORTS:
            return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                                  ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
        default:
            zip_error_set(&source.error, ZIP_ER_INVAL, 0);
            return -1;
    }
}

}  // namespace

void WriteArchive(const std::vector<ArchivedText>& texts, const std::vector<ArchivedTable>& tables, const std::string& path) {
    int code = 0;
    auto* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (archive == nullptr) throw std::runtime_error("cannot begin the archive " + path);
    const auto add = [&](const std::string& name, zip_source_t* source) {
        if (source != nullptr && zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0) return;
        zip_source_free(source);
        zip_discard(archive);
        throw std::runtime_error("cannot put " + name + " into the archive");
    };
    for (const auto& [name, text] : texts) add(name, zip_source_buffer(archive, text.data(), text.size(), 0));
    std::deque<CsvSource> sources;  // read when the archive is closed
    for (const auto& [name, table] : tables)
        add(name, zip_source_function(archive, Serve, &sources.emplace_back(CsvSource{.table = table})));
    if (zip_close(archive) == 0) return;
    const std::string reason = zip_strerror(archive);
    zip_discard(archive);
    throw std::runtime_error("cannot write the archive: " + reason);
}

}  // namespace dongson::open_data
