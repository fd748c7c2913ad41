#include "modules/administration/pages/operation_page.h"

#include "core/text.h"
#include "web/components.h"
#include "web/layout.h"
#include "web/table.h"

namespace dongson::administration {

using namespace web::short_names;

namespace {

Html InEnglish(std::string_view text) {
    return Render(R"(<span lang="en">{}</span>)", text);
}

Html JobTable(const std::vector<jobs::Job>& jobs) {
    if (jobs.empty()) return {};
    return web::Table(Say("Việc nền đang chờ"),
                      {{Say("Loại")}, {Say("Chạy lúc")}, {Say("Số lần thử"), web::ColumnKind::number}, {Say("Lỗi gần nhất")}})
        .Rows(jobs,
              [](const jobs::Job& job) {
                  return web::Cells{InEnglish(job.kind), web::Time(job.run_at), std::to_string(job.attempts),
                                    InEnglish(job.last_error)};
              })
        .Done();
}

web::Cells GivenUpCells(const jobs::Job& job) {
    const auto button = [&](std::string_view what, const Sentence& text, web::ButtonKind kind) {
        return web::PostForm(web::Url::Page("/can-bo/van-hanh/viec-nen/" + ToText(job.id) + std::string(what)),
                             web::Button(text, kind));
    };
    return {
        InEnglish(job.kind), InEnglish(job.last_error),
        Render(R"(<div class="govuk-button-group">{}{}</div>)", button("/chay-lai", Say("Chạy lại"), web::ButtonKind::secondary),
               button("/bo", Say("Bỏ hẳn"), web::ButtonKind::warning))};
}

Html GivenUpTable(const OperationView& view) {
    if (view.given_up.empty()) return {};
    return Render(
        R"(<h2 class="govuk-heading-m">Việc nền đã thôi thử: {}</h2>
        <p class="govuk-body">Mỗi việc đã thử mười hai lần. Sửa nguyên nhân rồi cho chạy lại; bỏ là bỏ hẳn.</p>{})",
        std::to_string(view.counts.given_up),
        web::Table(Say("Việc nền đã thôi thử"),
                   {{Say("Loại")}, {Say("Lỗi gần nhất")}, {Say("Xử lý"), web::ColumnKind::text, true}})
            .Rows(view.given_up, GivenUpCells)
            .Done());
}

Html UnstaffedTable(const std::vector<UnstaffedPost>& posts) {
    if (posts.empty()) return Render(R"(<p class="govuk-body">Việc nào cũng có người đảm nhận.</p>)");
    return web::Table(
               Say("Việc chờ ở nơi chưa có người"),
               {{Say("Đơn vị"), web::ColumnKind::name}, {Say("Cần quyền")}, {Say("Việc đang chờ"), web::ColumnKind::number}})
        .Rows(posts,
              [](const UnstaffedPost& post) { return web::Cells{web::InVietnamese(post.unit), post.needs, Number(post.items)}; })
        .Done();
}

Html LedgerPart(const OperationView& view) {
    const auto trouble =
        view.ledger_trouble
            ? Render(
                  R"(<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span><strong class="govuk-warning-text__text">{}</strong>
                  </div>
        <p class="govuk-body">Nếu bản sao lưu cũ vừa được khôi phục: tìm bản mới hơn trước. Không có thì dừng chương trình và chạy <code lang="en">dongson ledger mend</code>: sổ đi tiếp từ các mảnh còn trong thư mục <code lang="en">ledger</code>, việc bị mất được liệt kê ở đây, không số nào cấp lại.</p>)",
                  view.ledger_trouble->sentence)
            : Render(R"(<p class="govuk-body">Sổ cái đang ghi và ký bình thường.</p>)");
    const auto losses = Each(view.ledger_losses, [](const ledger::Ledger::Lost& lost) {
        return Render(R"(<li>Mất mục {} đến {}, ký trong khoảng {} đến {}.</li>)", std::to_string(lost.first),
                      std::to_string(lost.last), web::Time(lost.after), web::Time(lost.until));
    });
    const auto numbers = Each(view.numbers_lost, [](const numbering::LostNumbers& lost) {
        return Render(R"(<li>Quyển số {}: số {} đến {} đã cấp, dữ liệu đã mất, không cấp lại.</li>)",
                      web::InVietnamese(lost.book), std::to_string(lost.first), std::to_string(lost.last));
    });
    return Render(R"({}<ul class="govuk-list govuk-list--bullet">{}{}</ul>)", trouble, losses, numbers);
}

Html InferredTable(const OperationView& view) {
    if (view.inferred.empty()) return {};
    return Render(
        R"(<h2 class="govuk-heading-m">Đơn vị kế thừa do suy ra, chờ xác nhận</h2>
        <p class="govuk-body">Không danh sách nào nêu đơn vị kế thừa của các xã này. Hồ sơ của xã cũ đang theo đơn vị suy ra dưới đây. Hãy đối chiếu với nghị quyết rồi xác nhận, hoặc chọn đơn vị khác.</p>{})",
        Each(view.inferred, [&](const InferredUnit& unit) {
            return web::PostForm(
                web::Url::Page("/can-bo/van-hanh/ke-thua"),
                Render(R"(<h3 class="govuk-heading-s">{}</h3><p class="govuk-body-s">{}{}</p>{}{}{})",
                       web::InVietnamese(unit.name), web::InVietnamese(unit.basis),
                       When(!unit.others.empty(),
                            [&] {
                                return Render(R"(<br>{})",
                                              web::SentenceWithNames(Say("Một phần còn thuộc: {1}", Join(unit.others, ", "))));
                            }),
                       web::HiddenInput("don_vi", unit.key),
                       web::Select({"ke_thua", Say("Đơn vị kế thừa"), {}, &view.faults, false}, unit.candidates, unit.lead),
                       web::Button(Say("Xác nhận"), web::ButtonKind::secondary)));
        }));
}

}  // namespace

Html OperationPage(const OperationView& view) {
    return web::OfficerLayout(
        Say("Vận hành"),
        Render(
            R"(<h1 class="govuk-heading-l">Vận hành</h1><h2 class="govuk-heading-m">Việc chờ ở nơi chưa có người</h2>{}
            <h2 class="govuk-heading-m">Sổ cái</h2>{}{}<h2 class="govuk-heading-m">Việc nền đang chờ: {}</h2>{}{}
            <p class="govuk-body"><a class="govuk-link" href="/can-bo/van-hanh/cai-dat">Thiết lập đang dùng</a></p>
            <p class="govuk-body">Số đo: <code lang="en">/metrics</code>, <code lang="en">/healthz</code>, <code lang="en">/readyz</code>
            </p>)",
            UnstaffedTable(view.unstaffed), LedgerPart(view), GivenUpTable(view), std::to_string(view.counts.waiting),
            JobTable(view.jobs), InferredTable(view)));
}

}  // namespace dongson::administration
