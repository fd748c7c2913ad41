#include "modules/soc/ship/nats_link.h"

#include <memory>
#include <stdexcept>
#include <utility>

namespace dongson::soc {

namespace {

constexpr std::int64_t kWait = 5000;  // milliseconds
constexpr std::int64_t kDuplicates = 10LL * 60 * 1'000'000'000;

}  // namespace

void NatsLink::Fail(const std::string& what, natsStatus status) {
    throw std::runtime_error(what + ": " + natsStatus_GetText(status));
}

NatsLink::NatsLink(const JetStreamSettings& settings, const std::function<void(jsOptions&)>& wishes) {
    natsOptions* options = nullptr;
    natsOptions_Create(&options);
    const std::unique_ptr<natsOptions, decltype(&natsOptions_Destroy)> owned(options, &natsOptions_Destroy);
    natsOptions_SetURL(options, settings.url.c_str());
    natsOptions_SetName(options, ("dongson " + settings.node).c_str());
    natsOptions_SetTimeout(options, kWait);
    natsOptions_SetAllowReconnect(options, false);  // who uses it tries again
    if (!settings.credentials.empty()) natsOptions_SetUserCredentialsFromFiles(options, settings.credentials.c_str(), nullptr);
    if (const auto status = natsConnection_Connect(&connection_, options); status != NATS_OK) Fail("connecting", status);
    jsOptions wanted;
    jsOptions_Init(&wanted);
    wanted.Wait = kWait;
    wishes(wanted);
    try {
        if (const auto status = natsConnection_JetStream(&context_, connection_, &wanted); status != NATS_OK)
            Fail("JetStream", status);
        MakeStream(settings);
    } catch (const std::runtime_error&) {
        Close();
        throw;
    }
}

NatsLink::~NatsLink() {
    Close();
}

void NatsLink::MakeStream(const JetStreamSettings& settings) {
    const std::string all = settings.subjects + ".>";
    const char* subjects[] = {all.c_str()};
    jsStreamConfig wanted;
    jsStreamConfig_Init(&wanted);
    wanted.Name = settings.stream.c_str();
    wanted.Subjects = subjects;
    wanted.SubjectsLen = 1;
    wanted.Storage = js_FileStorage;
    wanted.Duplicates = kDuplicates;
    jsErrCode code{};
    const auto status = js_AddStream(nullptr, context_, &wanted, nullptr, &code);
    if (status != NATS_OK && code != JSStreamNameExistErr) Fail("the stream " + settings.stream, status);
}

void NatsLink::Close() {
    jsCtx_Destroy(std::exchange(context_, nullptr));
    if (connection_ != nullptr) natsConnection_Close(connection_);
    natsConnection_Destroy(std::exchange(connection_, nullptr));
}

}  // namespace dongson::soc
