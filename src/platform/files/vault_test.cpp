#include "platform/files/vault.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "core/read_file.h"

namespace dongson::files {
namespace {

namespace fs = std::filesystem;

class VaultFolder : public ::testing::Test {
  protected:
    VaultFolder() : folder(::testing::TempDir() + "vault-" + std::to_string(::getpid())) { fs::remove_all(folder); }
    ~VaultFolder() override { fs::remove_all(folder); }
    std::string OnePiece() {
        for (const auto& entry : fs::recursive_directory_iterator(folder + "/pieces"))
            if (entry.is_regular_file()) return entry.path();
        return "";
    }
    std::string folder;
    VaultKey key = VaultKey::Fresh();
};

TEST_F(VaultFolder, gives_back_what_it_was_given_and_stores_each_piece_once) {
    auto vault = Vault::Open(folder, key).value();
    const std::string bytes(100'000, 'x');
    const auto name = vault.Put(bytes);
    const auto stored = vault.stored();
    EXPECT_GT(stored, 0);
    EXPECT_EQ(vault.Put(bytes), name);
    EXPECT_EQ(vault.stored(), stored);
    EXPECT_EQ(vault.Get(name).value(), bytes);
    EXPECT_EQ(vault.Get(vault.Put("")).value(), "");
    ASSERT_TRUE(vault.PutList("2026-11-30T02-00-00Z", "[]"));
    EXPECT_FALSE(vault.PutList("2026-11-30T02-00-00Z", "[]")) << "no list is written over";
    EXPECT_EQ(vault.GetList("2026-11-30T02-00-00Z").value(), "[]");
    EXPECT_EQ(vault.Lists(), std::vector<std::string>{"2026-11-30T02-00-00Z"});
}

TEST_F(VaultFolder, says_nothing_without_its_key) {
    std::string name;
    {
        auto vault = Vault::Open(folder, key).value();
        name = vault.Put("số định danh 038190001234");
    }
    EXPECT_EQ(ReadFile(OnePiece())->find("038190001234"), std::string::npos);
    EXPECT_EQ(Vault::Open(folder, VaultKey::Fresh()).error().code, "VAULT_KEY");
    EXPECT_EQ(Vault::Open(folder, key)->Get(name).value(), "số định danh 038190001234");
}

TEST_F(VaultFolder, finds_every_flipped_bit_and_a_piece_in_anothers_place) {
    auto vault = Vault::Open(folder, key).value();
    const auto name = vault.Put("một");
    const auto path = OnePiece();
    const auto good = ReadFile(path).value();
    for (std::size_t at = 0; at < good.size(); ++at) {
        auto bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 1);
        std::ofstream(path, std::ios::binary) << bad;
        EXPECT_EQ(vault.Get(name).error().code, "VAULT_DAMAGED") << at;
    }
    std::ofstream(path, std::ios::binary) << good.substr(0, good.size() / 2);
    EXPECT_EQ(vault.Get(name).error().code, "VAULT_DAMAGED");
    std::ofstream(path, std::ios::binary) << good;
    const auto other = vault.Put("hai");
    fs::copy_file(path, folder + "/pieces/" + other.substr(0, 2) + "/" + other, fs::copy_options::overwrite_existing);
    EXPECT_EQ(vault.Get(other).error().code, "VAULT_DAMAGED");
    EXPECT_EQ(vault.Get("../../etc/passwd").error().code, "VAULT_DAMAGED");
    EXPECT_EQ(vault.GetList("../proof").error().code, "VAULT_DAMAGED");
}

TEST_F(VaultFolder, a_key_is_written_once_and_read_as_it_was) {
    fs::create_directories(folder);
    const auto path = folder + "/key";
    ASSERT_TRUE(key.Write(path));
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(VaultKey::Read(path)->bytes, key.bytes);
    EXPECT_EQ(VaultKey::Fresh().Write(path).error().code, "VAULT_KEY");
    std::ofstream(path) << "abc\n";
    EXPECT_EQ(VaultKey::Read(path).error().code, "VAULT_KEY");
}

}  // namespace
}  // namespace dongson::files
