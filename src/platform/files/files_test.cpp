#include "platform/files/files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/bytes.h"
#include "core/temporary_file.h"
#include "core/testing/no_room.h"
#include "core/testing/temporary_folder.h"
#include "storage/testing/databases.h"

namespace dongson::files {

TEST(CleanName, leaves_nothing_that_deceives) {
    EXPECT_EQ(CleanName("../../etc/passwd"), "passwd");
    EXPECT_EQ(CleanName("C:\\Users\\hoa\\Đơn xin.pdf"), "Đơn xin.pdf");
    EXPECT_EQ(CleanName("anh\xe2\x80\xaegpj.exe"), "anhgpj.exe");
    EXPECT_EQ(CleanName("a\r\nb\".pdf"), "ab_.pdf");
    EXPECT_EQ(CleanName("..."), "tep");
    EXPECT_EQ(CleanName("\xff\xfe"), "tep");
    EXPECT_LT(CleanName(std::string(500, 'x') + ".pdf").size(), 100U);
}

TEST(FileStore, takes_papers_by_content_and_refuses_the_rest) {
    storage::testing::FreshDatabase database(storage::testing::Sqlite);
    FileStore store(database.folder() + "/files");
    const auto kept = store.KeepBytes("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "đơn.pdf").value();
    EXPECT_EQ(kept.type, "application/pdf");
    EXPECT_EQ(store.KeepBytes("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "lại.pdf")->digest, kept.digest);
    EXPECT_EQ(store.KeepBytes("", "rỗng.pdf").error().code, "FILE_EMPTY");
    EXPECT_EQ(store
                  .KeepBytes("\x7f"
                             "ELF\x02\x01\x01 not a photograph, whatever it is called ........................",
                             "ảnh.jpg")
                  .error()
                  .code,
              "FILE_TYPE");
    EXPECT_EQ(store.KeepBytes("<!doctype html><html><script>alert(1)</script></html>", "ảnh.png").error().code, "FILE_TYPE");
    File file;
    database->MustWrite([&](storage::Transaction& tx) { file = FileStore::Record(tx, kept, Instant{1}); });
    EXPECT_EQ(database->Read([&](storage::Transaction& tx) { return FileStore::Find(tx, file.id); })->name, "đơn.pdf");
}

TEST(FileStore, keeps_nothing_that_the_disk_cut_short) {
    const dongson::testing::TemporaryFolder folder;
    FileStore store(folder.path() + "/files");
    const std::string text(4000, 'x');
    Result<FileStore::Kept> kept;
    {
        const dongson::testing::NoRoom full(1000);
        kept = store.KeepBytes(text, "dài.txt");
    }
    ASSERT_FALSE(kept);
    EXPECT_EQ(kept.error().code, "STORAGE_FULL");
    EXPECT_TRUE(std::filesystem::is_empty(store.incoming()));

    // From another file system no link leads here: it is copied.
    const std::string other = folder.path().starts_with("/dev/shm") ? "/var/tmp" : "/dev/shm";
    const TemporaryFile elsewhere(other + "/dongson-test-" + Hex(RandomBytes(6)));
    std::ofstream(elsewhere.path()) << text;
    {
        const dongson::testing::NoRoom full(1000);
        kept = store.Keep(elsewhere.path(), "dài.txt");
    }
    ASSERT_FALSE(kept);
    EXPECT_EQ(kept.error().code, "STORAGE_FULL");
    EXPECT_TRUE(std::filesystem::is_empty(store.incoming()));
    kept = store.Keep(elsewhere.path(), "dài.txt");
    ASSERT_TRUE(kept);
    EXPECT_EQ(DigestOfFile(store.PathOf(kept->digest)), kept->digest);
    EXPECT_EQ(DigestOfFile(folder.path() + "/none"), "");
}

}  // namespace dongson::files
