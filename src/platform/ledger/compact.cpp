#include "platform/ledger/compact.h"

#include <fmt/format.h>
#include <qrencode.h>
#include <zlib.h>

#include <memory>

#include "platform/ledger/note.h"

namespace dongson::ledger {

namespace {

void AddVarint(std::string& bytes, std::int64_t value) {
    for (; value >= 0x80; value >>= 7) bytes += static_cast<char>((value & 0x7f) | 0x80);
    bytes += static_cast<char>(value);
}

// Without a header: the reader knows what comes.
std::string Deflated(std::string_view content) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("deflate");
    std::string packed(deflateBound(&stream, content.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int status = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    if (status != Z_STREAM_END) throw std::runtime_error("deflate");
    return packed;
}

}  // namespace

Result<std::string> CompactProof(std::string_view file, std::string_view verifier) {
    const auto proven = CheckProof(file, verifier);
    if (!proven) return std::unexpected(proven.error());
    const auto proof = ParseProof(file);
    const auto note = ParseNote(proof->checkpoint);
    const auto log = ParseVerifier(verifier);
    std::string bytes("\x01", 1);
    bytes += FromBase64(std::string_view(proof->extra).substr(0, proof->extra.find('\n'))).value();
    AddVarint(bytes, proof->index);
    AddVarint(bytes, proven->size);
    bytes += static_cast<char>(proof->path.size());
    for (const auto& hash : proof->path) bytes += BytesOf(hash);
    bytes += note->Of(*log)->bytes;
    std::string cosignatures;
    int count = 0;
    for (const auto& signature : note->signatures)
        if (signature.bytes.size() == 72 && count < 4) {
            cosignatures += signature.id + signature.bytes;
            ++count;
        }
    bytes += static_cast<char>(count);
    return bytes + cosignatures + Deflated(proven->content);
}

std::optional<std::string> DrawQr(const std::string& text) {
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_L, QR_MODE_8, 1),
                                                          QRcode_free);
    if (!code) return std::nullopt;
    std::string path;
    for (int row = 0; row < code->width; ++row)
        for (int column = 0, run = 0; column <= code->width; ++column) {
            const bool dark = column < code->width && (code->data[row * code->width + column] & 1) != 0;
            if (dark) {
                ++run;
            } else if (run > 0) {
                path += fmt::format("M{} {}h{}v1h-{}z", column - run, row, run, run);
                run = 0;
            }
        }
    const int wide = code->width + 8;
    return fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {0} {0}" shape-rendering="crispEdges">)"
                       R"(<path fill="#fff" d="M-4 -4h{0}v{0}h-{0}z"/><path d="{1}"/></svg>)",
                       wide, path);
}

}  // namespace dongson::ledger
