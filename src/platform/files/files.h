// Papers people send: kept once by content, recognised by their bytes and not by their name.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/refusal.h"
#include "core/time.h"
#include "platform/files/scanner.h"
#include "storage/database.h"

namespace dongson::files {

struct File {
    FileId id;
    std::string name;  // cleaned: no path, no direction tricks, no control characters
    std::string type;  // as sniffed: application/pdf
    std::int64_t size = 0;
    std::string digest;  // SHA-256, hex: also where the bytes lie
    Instant added;
};

// A file's name as it may be shown and saved. "../../a\u202Efdp.exe" comes out harmless.
std::string CleanName(std::string_view name);
// What the bytes are, whatever the name says.
std::string SniffType(const std::string& path);
// Papers a one-stop takes: PDF, photographs, scans, office documents. What is allowed and why not, in words.
Result<void> CheckType(std::string_view type, std::string_view name);

// SHA-256 of a file, hex; empty when it cannot be read to its end.
std::string DigestOfFile(const std::string& path);

class FileStore {
  public:
    // `folder` holds the bytes: files/ab/cdef…. What comes in is scanned where a scanner is configured.
    explicit FileStore(std::string folder, Scanner scanner = Scanner(""));

    // Moves an uploaded file in (its bytes are durable when this returns) and records it. Refuses empty, unreadable and unwanted
    // files. Call Keep outside the transaction and Record inside it.
    struct Kept {
        std::string name, type, digest;
        std::int64_t size = 0;
    };
    Result<Kept> Keep(const std::string& path, std::string_view name);
    // The same for what an officer publishes: data of any type.
    Result<Kept> KeepData(const std::string& path, std::string_view name);
    Result<Kept> KeepBytes(std::string_view bytes, std::string_view name);
    // What the program wrote itself: nobody's bytes to be scanned.
    Result<Kept> KeepMade(std::string_view bytes, std::string_view name);
    // From now on the papers of acts are not drawn: this lies in the place of each. Where a year of a province is made at once.
    void DrawNothing(const Kept& in_place);
    void DrawAgain() { in_place_ = nullptr; }
    const Kept* in_place() const { return in_place_.get(); }
    static File Record(storage::Transaction& tx, const Kept& kept, Instant now);
    static std::optional<File> Find(storage::Transaction& tx, FileId id);
    std::string PathOf(const File& file) const { return PathOf(file.digest); }
    std::string PathOf(std::string_view digest) const;
    // Where the picture of a paper's first page lies, once it is drawn.
    std::string PreviewOf(std::string_view digest) const { return PathOf(digest) + ".png"; }
    // Draws it, and notes how many pages there are. False for what cannot be drawn: trying again would not help.
    bool Draw(const std::string& digest) const;
    // Once it is drawn; nothing for what has no pages.
    std::optional<int> PagesOf(std::string_view digest) const;
    const std::string& folder() const { return folder_; }
    // What one account may bring in a day, in bytes.
    std::int64_t daily_bytes = std::int64_t{500} << 20;
    // Where uploads are written while they arrive, on the same file system as their last place.
    const std::string& incoming() const { return incoming_; }

  private:
    enum class Wanted : unsigned char { papers, anything, made };
    Result<Kept> TakeBytes(std::string_view bytes, std::string_view name, Wanted wanted);
    Result<Kept> Take(const std::string& path, std::string_view name, Wanted wanted);

    std::string folder_, incoming_;
    Scanner scanner_;
    std::shared_ptr<const Kept> in_place_;
};

}  // namespace dongson::files
