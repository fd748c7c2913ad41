#include "modules/open_data/actions/fetched_file.h"

#include <stdexcept>
#include <utility>

namespace dongson::open_data {

using std::chrono::steady_clock;

std::unexpected<Refusal> NotFetched(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), "dia_chi"});
}

std::unexpected<Refusal> FetchFailed(const std::string& why) {
    return NotFetched("FETCH_FAILED", Say("Không lấy được từ địa chỉ này: {1}", why));
}

std::unexpected<Refusal> FetchedTooSlowly(const FetchLimits& limits) {
    return NotFetched("FETCH_TOO_SLOW", Say("Địa chỉ này không gửi xong tệp trong {1} giây.", std::to_string(limits.seconds)));
}

std::unexpected<Refusal> PrivateAddress() {
    return NotFetched("FETCH_PRIVATE",
                      Say("Địa chỉ này dẫn vào mạng nội bộ hoặc chính máy chủ, nên không được lấy. Hãy dùng địa chỉ công khai."));
}

FetchedFile::FetchedFile(std::string path, const FetchLimits& limits)
    : path_(std::move(path)),
      limits_(limits),
      file_(std::fopen(path_.c_str(), "wb")),
      end_(steady_clock::now() + std::chrono::seconds(limits.seconds)) {
    if (!file_) throw std::runtime_error("cannot write " + path_);
}

Result<std::int64_t> FetchedFile::Write(std::string_view bytes) {
    if (bytes_ + std::ssize(bytes) > limits_.bytes)
        return NotFetched("FETCH_TOO_LARGE", Say("Tệp ở địa chỉ này lớn quá {1} MB.", std::to_string(limits_.bytes >> 20)));
    if (steady_clock::now() > end_) return FetchedTooSlowly(limits_);
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size())
        throw std::runtime_error("cannot write " + path_);
    return bytes_ += std::ssize(bytes);
}

std::int64_t FetchedFile::Finish() {
    if (std::fflush(file_.get()) != 0) throw std::runtime_error("cannot write " + path_);
    return bytes_;
}

}  // namespace dongson::open_data
