#include "modules/open_data/delivery/made_file.h"

#include <filesystem>
#include <stdexcept>

#include "core/ids.h"
#include "core/temporary_file.h"

namespace dongson::open_data {

namespace {

constexpr std::size_t kPiece = 256 * 1024;

class MadeFile {
  public:
    MadeFile(std::string folder, std::function<void(const std::string&)> make)
        : file_(folder + "/" + std::to_string(FreshId())), folder_(std::move(folder)), make_(std::move(make)) {}
    ~MadeFile() {
        if (stream_ != nullptr) std::fclose(stream_);
    }
    MadeFile(const MadeFile&) = delete;
    MadeFile& operator=(const MadeFile&) = delete;

    bool Next(std::string& piece) {
        if (stream_ == nullptr) {
            std::filesystem::create_directories(folder_);
            make_(file_.path());
            stream_ = std::fopen(file_.path().c_str(), "rb");
            if (stream_ == nullptr) throw std::runtime_error("cannot read back " + file_.path());
        }
        const auto before = piece.size();
        piece.resize(before + kPiece);
        const auto read = std::fread(piece.data() + before, 1, kPiece, stream_);
        piece.resize(before + read);
        return read > 0;
    }

  private:
    TemporaryFile file_;
    std::string folder_;
    std::function<void(const std::string&)> make_;
    std::FILE* stream_ = nullptr;
};

}  // namespace

std::function<bool(std::string&)> PiecesOf(std::string folder, std::function<void(const std::string&)> make) {
    return
        [file = std::make_shared<MadeFile>(std::move(folder), std::move(make))](std::string& piece) { return file->Next(piece); };
}

}  // namespace dongson::open_data
