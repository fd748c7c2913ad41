#include "modules/open_data/delivery/made_file.h"

#include <filesystem>
#include <stdexcept>

#include "core/ids.h"

namespace dongson::open_data {

namespace {

constexpr std::size_t kPiece = 256 * 1024;

class MadeFile {
  public:
    MadeFile(std::string folder, std::function<void(const std::string&)> make)
        : folder_(std::move(folder)), make_(std::move(make)) {}
    ~MadeFile() {
        if (file_ != nullptr) std::fclose(file_);
        std::error_code gone;
        if (!path_.empty()) std::filesystem::remove(path_, gone);
    }
    MadeFile(const MadeFile&) = delete;
    MadeFile& operator=(const MadeFile&) = delete;

    bool Next(std::string& piece) {
        if (path_.empty()) {
            std::filesystem::create_directories(folder_);
            path_ = folder_ + "/" + std::to_string(FreshId());
            make_(path_);
            file_ = std::fopen(path_.c_str(), "rb");
            if (file_ == nullptr) throw std::runtime_error("cannot read back " + path_);
        }
        const auto before = piece.size();
        piece.resize(before + kPiece);
        const auto read = std::fread(piece.data() + before, 1, kPiece, file_);
        piece.resize(before + read);
        return read > 0;
    }

  private:
    std::string folder_, path_;
    std::function<void(const std::string&)> make_;
    std::FILE* file_ = nullptr;
};

}  // namespace

std::function<bool(std::string&)> PiecesOf(std::string folder, std::function<void(const std::string&)> make) {
    return
        [file = std::make_shared<MadeFile>(std::move(folder), std::move(make))](std::string& piece) { return file->Next(piece); };
}

}  // namespace dongson::open_data
