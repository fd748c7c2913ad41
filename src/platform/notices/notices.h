// Messages to people: kept in their account, and sent by e-mail where they gave an address and a mail server is configured.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/language.h"
#include "core/time.h"
#include "platform/jobs/jobs.h"
#include "storage/database.h"

namespace dongson::notices {

struct Addressee {
    AccountId account;  // none for a walk-in without an account
    std::string email;
};

// What somebody is told. Its page is a path of this site, empty where there is none: the notice leads there, and so does the
// e-mail.
struct Letter {
    std::string reference;  // the dossier's code
    Sentence subject;       // of the e-mail, as people write one
    Sentence sentence;
    std::string path = {};
    bool urgent = false;  // goes at once, however the reader wants the others
};

struct Notice {
    std::string reference, path;
    Sentence sentence;
    Instant sent;
    bool read = false;
};

// Whose e-mails they are: what stands above and below every one.
struct Sender {
    std::string name;      // Dịch vụ công tỉnh Thanh Hóa
    std::string base_url;  // https://dichvucong.thanhhoa.example
};

// The e-mail's text: a greeting, the sentence, the page's whole address, who writes, and what is never asked for by mail.
std::string BodyOf(const Sender& sender, const Letter& letter);

// Sends one e-mail; throws when the server does not take it.
using SendMail = std::function<void(const std::string& to, const std::string& subject, const std::string& body)>;

class Notices {
  public:
    explicit Notices(jobs::Jobs& jobs) : jobs_(jobs) {}
    // With a mail server: e-mails leave through the outbox, tried again when the server is away.
    void UseMail(Sender sender, SendMail send);

    // Inside the caller's transaction.
    void Send(storage::Transaction& tx, const Addressee& to, const Letter& letter, Instant now);
    // An e-mail alone.
    static void Mail(storage::Transaction& tx, jobs::Jobs& jobs, const std::string& to, const Sentence& subject,
                     const std::string& body, Instant now);
    static std::vector<Notice> NoticesOf(storage::Transaction& tx, AccountId account, int rows);
    static std::int64_t Unread(storage::Transaction& tx, AccountId account);
    static void MarkRead(storage::Transaction& tx, AccountId account, Instant now);
    // Deletes what was sent before; how many.
    static std::int64_t Forget(storage::Transaction& tx, Instant before);

  private:
    jobs::Jobs& jobs_;
    std::optional<Sender> sender_;  // none: no mail
};

}  // namespace dongson::notices
