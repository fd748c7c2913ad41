#include "platform/sealing/sealing.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <list>

#include "core/read_file.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/sealed_columns.h"
#include "platform/sealing/columns.h"
#include "platform/sealing/keys_in_use.h"
#include "storage/testing/databases.h"

namespace dongson::sealing {
namespace {

namespace fs = std::filesystem;
using storage::Statement;
using storage::Transaction;

constexpr std::string_view kNumber = "038190001234";
constexpr const char* kToday = "2026-12-02";

class SealedData : public ::testing::TestWithParam<storage::Engine> {
  protected:
    SealedData() : database(GetParam()) {
        fs::remove_all(folder);
        fs::create_directories(folder);
        UseColumns(identity::SealedColumns());
    }
    ~SealedData() override {
        UseNoKeys();
        UseColumns({});
        fs::remove_all(folder);
    }
    SealedData(const SealedData&) = delete;
    SealedData& operator=(const SealedData&) = delete;

    void Use() { ASSERT_TRUE(UseKeysOf(folder, *database, kToday)); }
    std::string Column(const char* name) {
        const auto sql = "SELECT " + std::string(name) + " FROM account";
        kept.push_back(sql);
        return database->Read([&](Transaction& tx) {
            return tx
                .SelectOne(Statement{"test.column", kept.back()}, {}, [](storage::Row& row) { return row.Next<std::string>(); })
                .value_or("");
        });
    }
    // A step of `dongson keys rotate`, without its pauses.
    void Change(const std::function<void(Keyring&)>& step) {
        auto ring = Keyring::Read(PathOfKeys(folder)).value();
        step(ring);
        ring.Write(PathOfKeys(folder));
        Use();
    }
    bool Insert(const char* phone = "0912345678") {
        identity::Account account{
            .id = Fresh<AccountTag>(), .kind = identity::AccountKind::citizen, .login = std::string(kNumber)};
        account.person_number = kNumber;
        account.phone = phone;
        account.totp_secret = "SEEDSEEDSEEDSEED";
        bool done = false;
        database->MustWrite([&](Transaction& tx) { done = identity::AccountStore(tx).Insert(account); });
        return done;
    }
    std::optional<identity::Account> ByNumber() {
        return database->Read([](Transaction& tx) { return identity::AccountStore(tx).GetByLogin(kNumber); });
    }

    storage::testing::FreshDatabase database;
    const std::string folder = ::testing::TempDir() + "sealed-" + std::to_string(::getpid());
    std::list<std::string> kept;  // a connection keeps statements by where they lie
};

TEST_P(SealedData, lies_sealed_is_found_by_its_number_and_read_as_it_was) {
    Use();
    ASSERT_TRUE(Insert());
    for (const auto* column : {"login", "person_number", "phone", "totp_secret"})
        EXPECT_TRUE(IsSealedNow(Column(column))) << column;
    EXPECT_EQ(Column("email"), "") << "nothing stays nothing";
    ASSERT_TRUE(ByNumber());
    EXPECT_EQ(ByNumber()->person_number, kNumber);
    EXPECT_EQ(ByNumber()->totp_secret, "SEEDSEEDSEEDSEED");
    EXPECT_FALSE(Insert()) << "a number stays unique";
    EXPECT_EQ(ReadFile(PathOfKeys(folder))->find(kNumber), std::string::npos);
}

TEST_P(SealedData, of_before_is_read_found_unique_and_sealed_once) {
    ASSERT_TRUE(Insert());
    EXPECT_EQ(Column("person_number"), kNumber);
    Use();
    EXPECT_EQ(ByNumber()->phone, "0912345678");
    EXPECT_FALSE(Insert()) << "in clear or sealed, it is the same number";
    database->Read([](Transaction& tx) {
        EXPECT_EQ(CountOf(tx, Columns()[2]).clear, 1);
        return 0;
    });
    EXPECT_EQ(SealAll(*database, [] { return true; }), 4);
    EXPECT_EQ(SealAll(*database, [] { return true; }), 0);
    EXPECT_TRUE(IsSealedNow(Column("login")));
    EXPECT_EQ(ByNumber()->phone, "0912345678");
}

// As the answers of a dossier that was destroyed.
TEST_P(SealedData, of_nobody_is_neither_sealed_nor_counted) {
    ASSERT_TRUE(Insert("{}"));
    Use();
    EXPECT_EQ(SealAll(*database, [] { return true; }), 3);
    EXPECT_EQ(Column("phone"), "{}");
    database->Read([](Transaction& tx) {
        for (const auto& column : Columns()) EXPECT_EQ(CountOf(tx, column).clear, 0) << column.name;
        return 0;
    });
}

TEST_P(SealedData, is_found_in_every_step_of_a_rotation) {
    Use();
    ASSERT_TRUE(Insert());
    const auto before = CurrentKey();
    Change([](Keyring& ring) { ring.keys.push_back(Key::Fresh(kToday, KeyState::coming)); });
    EXPECT_TRUE(ByNumber()) << "one comes";
    Change([](Keyring& ring) {
        ring.In(KeyState::current)->state = KeyState::leaving;
        ring.In(KeyState::coming)->state = KeyState::current;
    });
    EXPECT_NE(CurrentKey(), before);
    EXPECT_TRUE(ByNumber()) << "under the one that leaves";
    EXPECT_FALSE(Insert()) << "it is the same number under another key";
    EXPECT_EQ(SealAll(*database, [] { return false; }), 0) << "cut short";
    EXPECT_EQ(SealAll(*database, [] { return true; }), 4);
    database->Read([&](Transaction& tx) {
        EXPECT_EQ(CountUnder(tx, before), 0);
        EXPECT_EQ(CountUnder(tx, CurrentKey()), 4);
        return 0;
    });
    Change([](Keyring& ring) { ring.In(KeyState::leaving)->state = KeyState::retired; });
    EXPECT_EQ(ByNumber()->totp_secret, "SEEDSEEDSEEDSEED");
}

TEST_P(SealedData, without_its_keys_is_refused_and_not_read_as_something_else) {
    Use();
    ASSERT_TRUE(Insert());
    const auto ring = ReadFile(PathOfKeys(folder)).value();
    fs::remove(PathOfKeys(folder));
    EXPECT_EQ(UseKeysOf(folder, *database, kToday).error().code, "PERSONAL_KEYS_MISSING");
    Keyring::Fresh(kToday).Write(PathOfKeys(folder));
    EXPECT_EQ(UseKeysOf(folder, *database, kToday).error().code, "PERSONAL_KEYS_MISSING") << "another ring";
    UseNoKeys();
    EXPECT_THROW(ByNumber() ? 0 : throw storage::StorageError("not found"), storage::StorageError);
}

TEST_P(SealedData, of_one_kind_stands_in_for_no_other_and_no_bit_may_change) {
    Use();
    const auto sealed = Sealed(Kind::phone, "0912345678");
    EXPECT_EQ(Sealed(Kind::phone, "0912345678"), sealed);
    EXPECT_NE(Sealed(Kind::number, "0912345678"), sealed);
    EXPECT_THROW(Opened(Kind::number, sealed), storage::StorageError);
    auto changed = sealed;
    changed[20] = changed[20] == 'A' ? 'B' : 'A';
    EXPECT_THROW(Opened(Kind::phone, changed), storage::StorageError);
    EXPECT_EQ(Opened(Kind::phone, sealed), "0912345678");
    EXPECT_EQ(MarkOf("1234").find_first_of("0123456789"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Both, SealedData, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace
}  // namespace dongson::sealing
