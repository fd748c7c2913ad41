#include "modules/open_data/intake/delimited.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <utility>

#include "core/text.h"

namespace dongson::open_data {

namespace {

constexpr std::size_t kPiece = 1 << 20;

std::unexpected<Refusal> Malformed(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), "tep"});
}

}  // namespace

DelimitedReader::DelimitedReader(std::unique_ptr<ByteSource> utf8, Dialect dialect, IntakeLimits limits)
    : source_(std::move(utf8)), dialect_(dialect), limits_(limits), buffer_(kPiece, '\0') {}

// Makes room behind what is held and reads on. False when there is no more, or no more may be held.
bool DelimitedReader::Fill() {
    if (ended_) return false;
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (end_ == buffer_.size()) buffer_.resize(std::min(buffer_.size() * 2, limits_.record_bytes + kPiece));
    const auto read = source_->Read(buffer_.data() + end_, buffer_.size() - end_);
    ended_ = read == 0;
    end_ += read;
    return true;
}

void DelimitedReader::SkipEmptyLines() {
    while (true) {
        if (begin_ == end_ && !Fill()) return;
        if (begin_ == end_) continue;
        const char c = buffer_[begin_];
        if (c != '\n' && c != '\r') return;
        if (c == '\r' && begin_ + 1 == end_ && Fill()) continue;  // the LF of a CRLF may still come
        begin_ += c == '\r' && begin_ + 1 < end_ && buffer_[begin_ + 1] == '\n' ? 2 : 1;
        ++line_;
        after_blank_ = true;
    }
}

// Finds the cells of the record at begin_, without changing a byte: it may run again with more of the source.
DelimitedReader::Found DelimitedReader::Parse() {
    cells_.clear();
    lines_of_record_ = 1;
    if (begin_ == end_) return Found::nothing;
    const char* const bytes = buffer_.data();
    const char delimiter = dialect_.delimiter, quote = dialect_.quote;
    auto at = begin_;
    while (true) {
        if (cells_.size() == limits_.columns) return Found::too_wide;
        Cell cell{at, at, false};
        if (at < end_ && bytes[at] == quote) {
            cell.begin = ++at;
            while (true) {
                const auto* closing = static_cast<const char*>(std::memchr(bytes + at, quote, end_ - at));
                if (closing == nullptr) return ended_ ? Found::unclosed : Found::more;
                at = static_cast<std::size_t>(closing - bytes) + 1;
                if (at == end_ && !ended_) return Found::more;
                if (at == end_ || bytes[at] != quote) break;
                cell.doubled = true;
                ++at;
            }
            cell.end = at - 1;
            lines_of_record_ += std::count(bytes + cell.begin, bytes + cell.end, '\n');
            if (at < end_ && bytes[at] != delimiter && bytes[at] != '\n' && bytes[at] != '\r') {
                while (at < end_ && bytes[at] != delimiter && bytes[at] != '\n' && bytes[at] != '\r') ++at;
                cell.end = at;
                cell.doubled = true;
            }
        } else {
            while (at < end_ && bytes[at] != delimiter && bytes[at] != '\n' && bytes[at] != '\r') ++at;
            cell.end = at;
        }
        if (at == end_ && !ended_) return end_ - begin_ > limits_.record_bytes ? Found::too_long : Found::more;
        cells_.push_back(cell);
        if (at == end_) break;
        if (bytes[at] == delimiter) {
            ++at;
            continue;
        }
        if (bytes[at] == '\r' && at + 1 == end_ && !ended_) return Found::more;
        at += bytes[at] == '\r' && at + 1 < end_ && bytes[at + 1] == '\n' ? 2 : 1;
        break;
    }
    if (at - begin_ > limits_.record_bytes) return Found::too_long;
    next_ = at;
    return Found::record;
}

// Doubled quotes become one; a lone one ends the quoted part and goes.
std::string_view DelimitedReader::TextOf(const Cell& cell) {
    if (!cell.doubled) return {buffer_.data() + cell.begin, cell.end - cell.begin};
    auto to = cell.begin;
    bool quoted = true;
    for (auto from = cell.begin; from < cell.end; ++from) {
        if (quoted && buffer_[from] == dialect_.quote) {
            if (from + 1 < cell.end && buffer_[from + 1] == dialect_.quote)
                ++from;
            else {
                quoted = false;
                continue;
            }
        }
        buffer_[to++] = buffer_[from];
    }
    return {buffer_.data() + cell.begin, to - cell.begin};
}

Result<bool> DelimitedReader::Next(Record& record) {
    SkipEmptyLines();
    const auto line = std::to_string(line_);
    while (true) {
        switch (Parse()) {
            case Found::record:
                record.cells.clear();
                for (const auto& cell : cells_) record.cells.push_back(TextOf(cell));
                record.line = line_;
                record.after_blank = std::exchange(after_blank_, false);
                line_ += lines_of_record_;
                begin_ = next_;
                return true;
            case Found::nothing:
                if (ended_) return false;
                break;
            case Found::more:
                if (end_ - begin_ <= limits_.record_bytes) break;
                [[fallthrough]];
            case Found::too_long:
                return Malformed("INTAKE_RECORD_TOO_LONG",
                                 Say("Dòng {1} dài hơn {2} MB. Có thể một dấu nháy kép chưa đóng, hoặc tệp không phải là bảng.",
                                     line, std::to_string(limits_.record_bytes >> 20)));
            case Found::too_wide:
                return Malformed("INTAKE_TOO_MANY_COLUMNS", Say("Dòng {1} có hơn {2} cột. Hãy kiểm tra dấu phân cách.", line,
                                                                std::to_string(limits_.columns)));
            case Found::unclosed:
                return Malformed("INTAKE_QUOTE_NOT_CLOSED",
                                 Say("Dấu nháy kép mở ở bản ghi bắt đầu từ dòng {1} không được đóng đến hết tệp.", line));
        }
        Fill();
    }
}

Dialect SniffDialect(const std::string& beginning) {
    Dialect best;
    double best_score = 0;
    for (const char delimiter : {',', ';', '\t', '|'}) {
        DelimitedReader reader(std::make_unique<TextSource>(beginning), {.delimiter = delimiter});
        std::map<std::size_t, int> widths;
        Record record;
        int records = 0;
        while (records < 500) {
            const auto more = reader.Next(record);
            if (!more || !*more) break;
            ++widths[record.cells.size()];
            ++records;
        }
        double score = 0;
        for (const auto& [width, count] : widths)
            if (width > 1)
                score = std::max(
                    score, static_cast<double>(count) / records + 0.01 * static_cast<double>(std::min<std::size_t>(width, 20)));
        if (score > best_score) {
            best_score = score;
            best.delimiter = delimiter;
        }
    }
    return best;
}

}  // namespace dongson::open_data
