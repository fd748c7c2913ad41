// Any bytes as a delimited file: they may be refused, never crash, and come out alike however they are cut into pieces.
#include <cstdlib>
#include <string>

#include "modules/open_data/intake/delimited.h"
#include "modules/open_data/intake/encoding.h"
#include "modules/open_data/intake/profile.h"

using namespace dongson::open_data;

namespace {

class Pieces final : public ByteSource {
  public:
    Pieces(std::string text, std::size_t most) : text_(std::move(text)), most_(most) {}
    std::size_t Read(char* into, std::size_t size) override {
        const auto taken = text_.copy(into, size < most_ ? size : most_, at_);
        at_ += taken;
        return taken;
    }

  private:
    std::string text_;
    std::size_t most_, at_ = 0;
};

std::string Everything(const std::string& text, TextEncoding encoding, Dialect dialect, std::size_t piece) {
    DelimitedReader reader(AsUtf8(std::make_unique<Pieces>(text, piece), encoding), dialect,
                           {.record_bytes = 4096, .columns = 64});
    std::string all;
    Record record;
    while (true) {
        const auto more = reader.Next(record);
        if (!more) return all + "!" + more.error().code;
        if (!*more) return all;
        for (const auto cell : record.cells) {
            all.append(cell).append("\x1f");
            (void)FindPersonal(cell);
        }
        all += '\x1e' + std::to_string(record.line);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const auto encoding = kTextEncodings[data[0] % std::size(kTextEncodings)];
    const Dialect dialect{.delimiter = ",;\t|"[data[1] % 4]};
    const std::string text(reinterpret_cast<const char*>(data) + 2, size - 2);
    const auto whole = Everything(text, encoding, dialect, 1 << 20);
    if (whole != Everything(text, encoding, dialect, 1) || whole != Everything(text, encoding, dialect, 7)) std::abort();
    (void)DetectEncoding(text);
    (void)SniffDialect(ToUtf8(text, encoding));
    return 0;
}
