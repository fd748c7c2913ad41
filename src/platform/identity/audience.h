// Who may: an audience turns a typed handler into one the router takes, after checking who asks. Denied unless a route says who.
#pragma once

#include <optional>
#include <string_view>

#include "platform/identity/account.h"
#include "platform/identity/sign_in.h"
#include "platform/platform.h"
#include "storage/database.h"
#include "web/page_scope.h"
#include "web/request.h"

namespace dongson::identity {

struct AnyRequest {
    web::Request& http;
    const Platform& platform;
    std::optional<Visitor> visitor;

    const Account* account() const { return visitor ? &visitor->account : nullptr; }
};

struct CitizenRequest : AnyRequest {
    const Account& citizen() const { return visitor->account; }
};

struct OfficerRequest : AnyRequest {
    Officer officer;
};

enum class AudienceKind : unsigned char { anyone, signed_in, citizen, officer };

// Recognises the visitor and checks the form's token. What is wrong comes back as the answer.
struct Entered {
    AnyRequest request;
    std::optional<web::Response> refused;
};
// `capability`: of officers, only those who may do this in some unit.
Entered Enter(web::Request& request, AudienceKind kind, const Capability* capability = nullptr);
web::PageContext ContextOf(const AnyRequest& request);
Officer OfficerOf(const Visitor& visitor);
OfficerRequest AsOfficer(AnyRequest request);  // of an officer who was let in
// A stream outlives the request: it ends for whoever may no longer come in, and for whose posts are no longer the same.
web::Response Guarded(web::Response response, const web::Request& request, AudienceKind kind,
                      const Capability* capability = nullptr);

template <AudienceKind kind>
class Audience {
  public:
    std::string_view name() const {
        constexpr std::string_view kNames[] = {"anyone", "signed_in", "citizen", "officer"};
        return kNames[static_cast<int>(kind)];
    }

    template <class Function>
    web::Handler Admit(Function function) const {
        return [function](web::Request& request) -> web::Response {
            const storage::OneMoment moment;  // who asks and what they see are of one moment
            auto entered = Enter(request, kind);
            const web::PageScope scope(ContextOf(entered.request));
            if (entered.refused) return std::move(*entered.refused);
            if constexpr (kind == AudienceKind::officer) {
                return Guarded(function(AsOfficer(std::move(entered.request))), request, kind);
            } else if constexpr (kind == AudienceKind::citizen || kind == AudienceKind::signed_in) {
                const CitizenRequest typed{{entered.request.http, entered.request.platform, std::move(entered.request.visitor)}};
                return Guarded(function(typed), request, kind);
            } else {
                return function(entered.request);
            }
        };
    }
};

inline constexpr Audience<AudienceKind::anyone> Anyone;
inline constexpr Audience<AudienceKind::signed_in> SignedIn;
inline constexpr Audience<AudienceKind::citizen> Citizen;
inline constexpr Audience<AudienceKind::officer> OfficerAudience;

// Officers who may do something in at least one unit. In which, the act itself asks.
class May {
  public:
    constexpr explicit May(const Capability& capability) : capability_(capability) {}
    std::string_view name() const { return capability_.key; }

    template <class Function>
    web::Handler Admit(Function function) const {
        return [function, capability = capability_](web::Request& request) -> web::Response {
            const storage::OneMoment moment;  // who asks and what they see are of one moment
            auto entered = Enter(request, AudienceKind::officer, &capability);
            const web::PageScope scope(ContextOf(entered.request));
            if (entered.refused) return std::move(*entered.refused);
            return Guarded(function(AsOfficer(std::move(entered.request))), request, AudienceKind::officer, &capability);
        };
    }

  private:
    Capability capability_;
};

// The session's cookie: browsers take its __Host- prefix over https and from localhost only.
std::string SessionCookie(std::string_view token);
std::string EndSessionCookie();
// Which unit an officer with posts in several works for; it gives no right.
std::string UnitCookie(UnitId unit);
std::string TokenOf(const web::Request& request);

}  // namespace dongson::identity
